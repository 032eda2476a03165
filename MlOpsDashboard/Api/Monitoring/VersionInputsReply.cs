using MlOpsDashboard.Core.Monitoring.Inputs;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>What came in for a version.</summary>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The version.</param>
/// <param name="Rows">Rows that were good enough to be scored.</param>
/// <param name="RefusedRows">Rows that were refused for their content.</param>
/// <param name="UnknownFields">Fields that are none of the model's.</param>
/// <param name="TrainingRows">Rows of the training data; null when it is not there any more.</param>
/// <param name="FlaggedFeatures">How many features are clearly worse than in training.</param>
/// <param name="Features">The features, the worst first.</param>
public sealed record VersionInputsReply(
    string ModelName,
    int ModelVersion,
    long Rows,
    long RefusedRows,
    long UnknownFields,
    long? TrainingRows,
    int FlaggedFeatures,
    IReadOnlyList<FeatureInputsReply> Features)
{
    internal static VersionInputsReply Of(VersionInputs inputs) => new(
        inputs.Model,
        inputs.Version,
        inputs.Rows,
        inputs.Refused,
        inputs.UnknownFields,
        inputs.TrainingRows,
        inputs.Flagged,
        [.. inputs.Features.Select(FeatureInputsReply.Of)]);
}
