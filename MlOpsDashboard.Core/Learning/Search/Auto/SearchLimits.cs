namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What the numbers of a search may be: for the REST interface, the pages, retraining and the trainer alike.</summary>
public static class SearchLimits
{
    /// <summary>Trials at most.</summary>
    public static NumberLimit<int> Trials { get; } = new(1, 1000);

    /// <summary>Trials at once.</summary>
    public static NumberLimit<int> ParallelTrials { get; } = new(1, 64);

    /// <summary>The time budget, in seconds; less than its least rounds to no time at all, because times are counted in ticks of 100 ns.</summary>
    public static NumberLimit<double> BudgetSeconds { get; } = new(0.0000001, 7 * 24 * 3600) { Words = "more than 0 (0.0000001 at least) and at most 604800" };

    /// <summary>The longest that the prediction of a row may take, in milliseconds; less than its least rounds to no time at all.</summary>
    public static NumberLimit<double> PredictMs { get; } = new(0.0001, 60_000);

    /// <summary>The share of rows held out.</summary>
    public static NumberLimit<double> TestSize { get; } = new(0.01, 0.9);

    /// <summary>Folds of a cross-validation.</summary>
    public static NumberLimit<int> Folds { get; } = new(2, 20);

    /// <summary>Rounds of folds.</summary>
    public static NumberLimit<int> Repeats { get; } = new(1, 20);

    /// <summary>Outer folds of a nested validation.</summary>
    public static NumberLimit<int> OuterFolds { get; } = new(2, 10);
}
