using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Core.Training;

/// <summary>A search for the best model of one data set and target: what was asked for, and how far it is.</summary>
public sealed class TrainingJob : StoredJob<TrainingState>
{
    /// <summary>What was asked for, with everything filled in that was left open.</summary>
    public required TrainingRequest Request { get; init; }

    /// <summary>The name under which the model is registered.</summary>
    public required string ModelName { get; init; }

    /// <summary>The experiment that the runs belong to.</summary>
    public required string ExperimentName { get; init; }

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

    /// <summary>The outer folds of nested validation that have ended; they are not repeated after a restart.</summary>
    public IReadOnlyList<OuterFold> OuterFolds { get; internal set; } = [];

    /// <summary>The run of the whole search; null before it began.</summary>
    public string? RunId { get; internal set; }

    /// <summary>Whether the job has ended.</summary>
    public bool HasEnded => TrainingStateMachine.IsFinal(State);

    /// <summary>A copy that later changes do not touch.</summary>
    internal TrainingJob Snapshot() => (TrainingJob)Copy();
}
