using MlOpsDashboard.Core.Monitoring.Inputs;
using MlOpsDashboard.Core.Monitoring.Queries;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The answer of <c>GET /api/monitoring/data-quality</c>.</summary>
/// <param name="From">The beginning, UTC.</param>
/// <param name="To">The end, UTC.</param>
/// <param name="Rule">When a share is flagged.</param>
/// <param name="Versions">The versions with inputs, the most rows first.</param>
public sealed record DataQualityReply(DateTimeOffset From, DateTimeOffset To, string Rule, IReadOnlyList<VersionInputsReply> Versions)
{
    internal static DataQualityReply Of(MonitoringQuery query, IReadOnlyList<VersionInputs> versions) =>
        new(query.From, query.To, InputRule.Words, [.. versions.Select(VersionInputsReply.Of)]);
}
