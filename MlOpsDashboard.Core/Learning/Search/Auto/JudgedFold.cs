using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>A model of a fold with its answers on the rows that it has not seen.</summary>
/// <param name="Pipeline">The fold's pipeline.</param>
/// <param name="Model">The model.</param>
/// <param name="TrainingRows">The rows that it was fitted on.</param>
/// <param name="Scored">The answers.</param>
internal sealed record JudgedFold(FeaturePipeline Pipeline, IFittedModel Model, int TrainingRows, ScoredRows Scored);
