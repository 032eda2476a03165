namespace MlOpsDashboard.Core.Jobs;

/// <summary>What every kind of job that people see keeps in its table: what state it is in, when and by whom.</summary>
/// <typeparam name="TState">The states of its life.</typeparam>
public abstract class StoredJob<TState>
    where TState : struct, Enum
{
    /// <summary>32 hexadecimal digits, ordered by time.</summary>
    public required string JobId { get; init; }

    /// <summary>Where the job is in its life.</summary>
    public TState State { get; internal set; }

    /// <summary>From 0 to 1.</summary>
    public double Progress { get; internal set; }

    /// <summary>Why the job failed, or why nothing came of it, in a sentence; null when there is nothing to say.</summary>
    public string? Error { get; internal set; }

    /// <summary>How often the job has begun: more than once when the program stopped in between.</summary>
    public int Attempts { get; internal set; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When its present attempt began; null while it waits.</summary>
    public DateTimeOffset? StartedAt { get; internal set; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; internal set; }

    /// <summary>When somebody asked for it to stop; null when nobody did.</summary>
    public DateTimeOffset? CancelRequestedAt { get; internal set; }

    /// <summary>Who asked for it to stop.</summary>
    public string? CancelledBy { get; internal set; }

    /// <summary>The caller's key, so that a repeated request starts no second job; null when there was none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A copy that later changes do not touch.</summary>
    internal StoredJob<TState> Copy() => (StoredJob<TState>)MemberwiseClone();
}
