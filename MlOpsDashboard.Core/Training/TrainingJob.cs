namespace MlOpsDashboard.Core.Training;

/// <summary>A search for the best model of one data set and target: what was asked for, and how far it is.</summary>
public sealed class TrainingJob
{
    /// <summary>32 hexadecimal digits, ordered by time.</summary>
    public required string JobId { get; init; }

    /// <summary>What was asked for, with everything filled in that was left open.</summary>
    public required TrainingRequest Request { get; init; }

    /// <summary>The name under which the model is registered.</summary>
    public required string ModelName { get; init; }

    /// <summary>The experiment that the runs belong to.</summary>
    public required string ExperimentName { get; init; }

    /// <summary>Where the job is in its life.</summary>
    public TrainingState State { get; internal set; }

    /// <summary>From 0 to 1.</summary>
    public double Progress { get; internal set; }

    /// <summary>What happens now, in a few words.</summary>
    public string Stage { get; internal set; } = "queued";

    /// <summary>Trials that have ended.</summary>
    public int TrialsDone { get; internal set; }

    /// <summary>Trials planned.</summary>
    public int TrialsTotal { get; internal set; }

    /// <summary>The learner of the best trial so far; null before the first.</summary>
    public string? BestLearner { get; internal set; }

    /// <summary>The name of the metric that trials are judged by; null until the task is known.</summary>
    public string? BestMetric { get; internal set; }

    /// <summary>The best value so far.</summary>
    public double? BestValue { get; internal set; }

    /// <summary>The run of the whole search; null before it began.</summary>
    public string? RunId { get; internal set; }

    /// <summary>Why the job failed, or why it left no model, in a sentence.</summary>
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

    /// <summary>Whether the job has ended.</summary>
    public bool HasEnded => TrainingStateMachine.IsFinal(State);

    /// <summary>A copy that later changes do not touch.</summary>
    internal TrainingJob Snapshot() => (TrainingJob)MemberwiseClone();
}
