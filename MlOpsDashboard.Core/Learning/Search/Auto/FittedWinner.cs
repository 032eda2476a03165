using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>A model that goes out, with its pipeline.</summary>
/// <param name="Pipeline">Encodes rows for it.</param>
/// <param name="Model">The model.</param>
/// <param name="Rows">The rows that it was fitted on.</param>
/// <param name="Refitted">Whether it was fitted on all rows but the test ones; else it is as its trial left it.</param>
internal sealed record FittedWinner(FeaturePipeline Pipeline, IFittedModel Model, int Rows, bool Refitted);
