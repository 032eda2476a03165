using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>One metric side by side; best is the position of the best value, null when there is none.</summary>
internal sealed record ComparedNumberReply(string Name, IReadOnlyList<double?> Values, int? Best)
{
    /// <summary>What the REST interface says of a row.</summary>
    public static ComparedNumberReply Of(ComparedNumber row) => new(row.Key, row.Values, row.Best);
}
