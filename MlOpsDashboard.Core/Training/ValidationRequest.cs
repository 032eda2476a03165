namespace MlOpsDashboard.Core.Training;

/// <summary>How the trials of a job are judged.</summary>
public sealed record ValidationRequest
{
    /// <summary><c>holdout</c>, <c>kfold</c> or <c>time</c> (the last rows are held out); null means holdout.</summary>
    public string? Strategy { get; init; }

    /// <summary>The share of rows held out, for holdout and time; default 0.2.</summary>
    public double? TestSize { get; init; }

    /// <summary>The number of folds, for kfold; default 5.</summary>
    public int? Folds { get; init; }
}
