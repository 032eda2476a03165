using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>What may be asked of a listing of runs.</summary>
internal sealed record RunListing
{
    /// <summary>How many at most.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>Their states.</summary>
    public string[]? Status { get; init; }

    /// <summary>A part of a name.</summary>
    public string? Text { get; init; }

    /// <summary>What they are in the order of.</summary>
    public string? Sort { get; init; }

    /// <summary>Which way.</summary>
    public string? Order { get; init; }

    /// <summary>The run above them.</summary>
    public string? Parent { get; init; }

    /// <summary>The job that made them.</summary>
    public string? Job { get; init; }

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
