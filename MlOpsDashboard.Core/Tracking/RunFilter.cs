namespace MlOpsDashboard.Core.Tracking;

/// <summary>Which runs a listing shows, and in which order.</summary>
public sealed record RunFilter
{
    /// <summary>Only runs of this experiment; null for all.</summary>
    public string? Experiment { get; init; }

    /// <summary>Only runs in one of these states; empty for all.</summary>
    public IReadOnlyCollection<RunStatus> Statuses { get; init; } = [];

    /// <summary>Only runs whose name, id, creator, parameter value or tag value has this text, in any letter case; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Only runs that are a part of this run; null for all.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>Only runs of this job; null for all.</summary>
    public string? JobId { get; init; }

    /// <summary>Only runs of this group: of a job, of a learner, or of none for a key that is null; null for all.</summary>
    public (RunGrouping By, string? Key)? Group { get; init; }

    /// <summary><c>started_at</c> (default), <c>ended_at</c>, <c>name</c>, <c>status</c>, <c>duration</c>, <c>score</c>, <c>created_by</c>, <c>metrics.KEY</c> or <c>params.KEY</c>.</summary>
    public string Sort { get; init; } = "started_at";

    /// <summary>Whether the greatest come first. Runs without a value come last either way.</summary>
    public bool Descending { get; init; } = true;
}
