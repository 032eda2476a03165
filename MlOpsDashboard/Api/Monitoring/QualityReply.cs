using MlOpsDashboard.Core.Monitoring.GroundTruth;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The answer of <c>GET /api/monitoring/quality</c>.</summary>
/// <param name="Versions">The versions with labelled predictions.</param>
public sealed record QualityReply(IReadOnlyList<VersionQualityReply> Versions)
{
    internal static QualityReply Of(IReadOnlyList<VersionQuality> versions) => new([.. versions.Select(VersionQualityReply.Of)]);
}
