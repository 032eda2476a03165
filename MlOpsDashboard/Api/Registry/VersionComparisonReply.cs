using MlOpsDashboard.Api.Tracking;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>Versions side by side: a row's values are in the order of the versions.</summary>
internal sealed record VersionComparisonReply(
    IReadOnlyList<VersionReply> Versions,
    IReadOnlyList<ComparedNumberReply> Metrics,
    IReadOnlyList<ComparedTextReply> Parameters,
    IReadOnlyList<ComparedTextReply> Data,
    IReadOnlyList<ComparedTextReply> Signature)
{
    /// <summary>What the REST interface says of a comparison.</summary>
    public static VersionComparisonReply Of(VersionComparison comparison) => new(
        [.. comparison.Versions.Select(VersionReply.Of)],
        [.. comparison.Metrics.Select(ComparedNumberReply.Of)],
        [.. comparison.Parameters.Select(ComparedTextReply.Of)],
        [.. comparison.Data.Select(ComparedTextReply.Of)],
        [.. comparison.Signature.Select(ComparedTextReply.Of)]);
}
