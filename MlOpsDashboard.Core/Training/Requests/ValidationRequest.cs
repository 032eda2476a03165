namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>How the trials of a job are judged.</summary>
public sealed record ValidationRequest
{
    /// <summary>
    /// <c>holdout</c>, <c>kfold</c>, <c>time</c> (the latest rows are held out) or <c>group</c> (a group of rows is never on both sides); null
    /// means holdout.
    /// </summary>
    public string? Strategy { get; init; }

    /// <summary>
    /// <c>simple</c>, or <c>nested</c>: the whole search is repeated in outer folds, to say honestly how good what it finds is; null means
    /// simple.
    /// </summary>
    public string? Kind { get; init; }

    /// <summary>For nested the number of outer folds; each gets as much of the time as the search itself. Default 3.</summary>
    public int? OuterFolds { get; init; }

    /// <summary>The share of rows held out, for holdout and time; default 0.2.</summary>
    public double? TestSize { get; init; }

    /// <summary>The number of folds, for kfold and group; default 5.</summary>
    public int? Folds { get; init; }

    /// <summary>How often kfold divides the rows anew; default 1.</summary>
    public int? Repeats { get; init; }

    /// <summary>The column whose values are the groups, for group. It is no feature unless features names it.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>
    /// The column that says when a row was, for time: dates or numbers. Rows without a value of it are left out; null means the order of the
    /// file.
    /// </summary>
    public string? TimeColumn { get; init; }
}
