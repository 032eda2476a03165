namespace MlOpsDashboard.Core.Training;

/// <summary>Which state of a job may follow which.</summary>
internal static class TrainingStateMachine
{
    /// <summary>Whether a job may move from one state to another.</summary>
    /// <param name="from">The present state.</param>
    /// <param name="to">The state wanted.</param>
    public static bool CanMove(TrainingState from, TrainingState to) => (from, to) switch
    {
        (TrainingState.Queued, TrainingState.Running or TrainingState.Failed or TrainingState.Cancelled) => true,

        // Back to the queue: the program stopped while the job ran, and it begins anew.
        (TrainingState.Running, TrainingState.Queued) => true,
        (TrainingState.Running, TrainingState.Succeeded or TrainingState.Failed or TrainingState.Cancelled) => true,
        _ => false,
    };

    /// <summary>Whether nothing can follow.</summary>
    /// <param name="state">A state.</param>
    public static bool IsFinal(TrainingState state) => state is TrainingState.Succeeded or TrainingState.Failed or TrainingState.Cancelled;

    /// <summary>The states from which a job may move to another.</summary>
    /// <param name="to">The state wanted.</param>
    public static TrainingState[] Before(TrainingState to) => [.. Enum.GetValues<TrainingState>().Where(from => CanMove(from, to))];
}
