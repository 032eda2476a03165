namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>How trials are judged.</summary>
public sealed record ValidationPlan
{
    /// <summary>The way.</summary>
    public ValidationStrategy Strategy { get; init; } = ValidationStrategy.Holdout;

    /// <summary>The share of rows set aside for the winner's metrics; of the others the same share validates trials (but for k-fold).</summary>
    public double TestSize { get; init; } = SearchDefaults.TestSize;

    /// <summary>The number of folds of <see cref="ValidationStrategy.KFold"/> and <see cref="ValidationStrategy.Group"/>.</summary>
    public int Folds { get; init; } = SearchDefaults.Folds;

    /// <summary>How often <see cref="ValidationStrategy.KFold"/> divides the rows anew: more rounds, less luck.</summary>
    public int Repeats { get; init; } = SearchDefaults.Repeats;

    /// <summary>
    /// For nested validation the number of outer folds, in each of which the whole search is repeated; 0 for none. Each gets as much time as
    /// the search itself.
    /// </summary>
    public int OuterFolds { get; init; }

    /// <summary>The column whose values are the groups of <see cref="ValidationStrategy.Group"/>; a missing value is a group of its own.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>The column that gives the order of <see cref="ValidationStrategy.Time"/>, dates or numbers, rows without a value being left out; null means the order of the rows.</summary>
    public string? TimeColumn { get; init; }
}
