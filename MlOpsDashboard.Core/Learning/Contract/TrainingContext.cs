namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>The circumstances of one fit. The result depends on <see cref="Seed"/> and never on <see cref="Threads"/>.</summary>
public sealed class TrainingContext
{
    /// <summary>Starts every random choice.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads that may work at once, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Ends the fit early with <see cref="OperationCanceledException"/>; looked at several times a second.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Rows kept apart, for early stopping and progress; null when there are none.</summary>
    public TrainingData? Validation { get; init; }

    /// <summary>
    /// Called after each step. False means: stop now and return the model as it is (a pruned trial or a spent budget).
    /// </summary>
    public Func<TrainingProgress, bool>? Progress { get; init; }

    /// <summary>Reports a step.</summary>
    /// <param name="progress">How far the fit has come.</param>
    /// <returns>Whether to go on.</returns>
    public bool Report(TrainingProgress progress) => Progress?.Invoke(progress) ?? true;
}
