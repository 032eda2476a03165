namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What the numbers of a search are when nobody says otherwise: for the REST interface, the pages, retraining and the trainer alike.</summary>
public static class SearchDefaults
{
    /// <summary>Trials at most.</summary>
    public const int Trials = 20;

    /// <summary>Trials at once.</summary>
    public const int ParallelTrials = 1;

    /// <summary>The time budget, in seconds.</summary>
    public const double BudgetSeconds = 120;

    /// <summary>The seed.</summary>
    public const int Seed = 42;

    /// <summary>The share of rows held out.</summary>
    public const double TestSize = 0.2;

    /// <summary>Folds of a cross-validation.</summary>
    public const int Folds = 5;

    /// <summary>Rounds of folds.</summary>
    public const int Repeats = 1;

    /// <summary>Outer folds of a nested validation.</summary>
    public const int OuterFolds = 3;
}
