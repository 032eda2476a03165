using System.Text.Json;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search.Auto;

namespace MlOpsDashboard.Core.Training;

/// <summary>What is stored of a trial beside what people see of it, so that a search goes on after a restart as if it had never stopped.</summary>
internal sealed record TrialState
{
    /// <summary>The hyper-parameters, each with its kind.</summary>
    public required Hyperparameters Hyperparameters { get; init; }

    /// <summary>The seed of its fit.</summary>
    public required int Seed { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialOutcome Outcome { get; init; }

    /// <summary>The metric's value, in full precision; null for none.</summary>
    public double? Value { get; init; }

    /// <summary>The steps that were kept.</summary>
    public int Steps { get; init; }

    /// <summary>The threshold that the validation rows have best.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Whether the budget ended the fit.</summary>
    public bool CutShort { get; init; }

    /// <summary>How long it took, in ticks of 100 ns.</summary>
    public long Ticks { get; init; }

    /// <summary>The loss after each step; null where it was not measured.</summary>
    public IReadOnlyList<double?> Losses { get; init; } = [];

    /// <summary>The state of a trial that has ended, as JSON.</summary>
    /// <param name="result">What came out.</param>
    public static string Write(TrialResult result) => JsonSerializer.Serialize(
        new TrialState
        {
            Hyperparameters = result.Hyperparameters,
            Seed = result.Seed,
            Outcome = result.Outcome,
            Value = Finite(result.Value),
            Steps = result.Steps,
            Threshold = result.Threshold,
            CutShort = result.CutShort,
            Ticks = result.Duration.Ticks,
            Losses = [.. result.Losses.Select(Finite)],
        },
        ModelJson.Options);

    /// <summary>The trials that a search can go on behind: those from number 1 on, without a gap.</summary>
    /// <param name="trials">The job's stored trials, in order.</param>
    public static IReadOnlyList<TrialResult> Resume(IReadOnlyList<TrainingTrial> trials) =>
    [
        .. trials
            .TakeWhile((trial, index) => trial.Number == index + 1 && trial.State is not null && LearnerCatalog.Find(trial.Learner) is not null)
            .Select(Read),
    ];

    /// <summary>What came out of a stored trial whose state was stored too.</summary>
    /// <param name="trial">The trial.</param>
    public static TrialResult Read(TrainingTrial trial)
    {
        TrialState state = JsonSerializer.Deserialize<TrialState>(trial.State!, ModelJson.Options)!;
        return new TrialResult
        {
            Number = trial.Number,
            Learner = trial.Learner,
            Hyperparameters = state.Hyperparameters,
            Seed = state.Seed,
            Outcome = state.Outcome,
            Value = state.Value ?? double.NaN,
            Steps = state.Steps,
            Threshold = state.Threshold,
            CutShort = state.CutShort,
            Duration = TimeSpan.FromTicks(state.Ticks),
            Losses = [.. state.Losses.Select(loss => loss ?? double.NaN)],
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
