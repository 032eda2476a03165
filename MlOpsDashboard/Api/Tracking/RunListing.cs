using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>What may be asked of a listing of runs.</summary>
internal sealed record RunListing(
    int? Limit, string? Cursor, string[]? Status, string? Text, string? Sort, string? Order, string? Parent, string? Job)
{
    /// <summary>The filter that the words stand for.</summary>
    /// <exception cref="InvalidException">A word is none of those that are known.</exception>
    public RunFilter ToFilter() => new()
    {
        Statuses = [.. QueryList.Read("status", Status).Select(s => RunStatusText.Parse(s, "status"))],
        Text = Text,
        ParentRunId = Parent,
        JobId = Job,
        Sort = Sort ?? "started_at",
        Descending = Order switch
        {
            null or "desc" => true,
            "asc" => false,
            _ => throw new InvalidException("order", "order must be asc or desc."),
        },
    };
}
