using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>A division of rows in the form that a learner reads; everything in it was fitted on its training part.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Training">The rows to learn from, synthetic ones and weights included.</param>
/// <param name="Validation">The rows to judge by, as they are; null when there are none.</param>
internal sealed record EncodedFold(FeaturePipeline Pipeline, TrainingData Training, TrainingData? Validation);
