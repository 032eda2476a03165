using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What came out of a trial. Figures are of the validation rows (for k-fold the means over the folds).</summary>
public sealed record TrialResult
{
    /// <summary>The trial's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The learner's name.</summary>
    public required string Learner { get; init; }

    /// <summary>Whether it is the weighted mean of other trials, which the search makes at its end, and no trial of its own.</summary>
    public bool IsEnsemble => Learner == EnsembleModel.LearnerName;

    /// <summary>Every hyper-parameter's value.</summary>
    public required Hyperparameters Hyperparameters { get; init; }

    /// <summary>The seed of its fit.</summary>
    public required int Seed { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialOutcome Outcome { get; init; }

    /// <summary>The value of the plan's metric; NaN when there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>Whether it ended with a value, so that it can win.</summary>
    public bool IsJudged => Outcome == TrialOutcome.Finished && double.IsFinite(Value);

    /// <summary>All the metrics by name.</summary>
    public SortedDictionary<string, double> Metrics { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Of a random forest its figures on rows by the trees that have not seen them, such as <c>oob_accuracy</c>; empty for others.</summary>
    public SortedDictionary<string, double> OutOfBag { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The curves; null when there are none.</summary>
    public Curves? Curves { get; init; }

    /// <summary>The model's own importance of each source column, adding up to 1; empty when it has none.</summary>
    public SortedDictionary<string, double> Importance { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The steps (rounds, epochs) that were kept; 0 when the learner has none.</summary>
    public int Steps { get; init; }

    /// <summary>The loss on the validation rows after each step of the first fold; empty when it was not measured.</summary>
    public IReadOnlyList<double> Losses { get; init; } = [];

    /// <summary>For binary: from which probability on the answer is the positive class, as the validation rows have it best.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>How long the prediction of a single row takes; null when it was not measured.</summary>
    public TimeSpan? RowTime { get; init; }

    /// <summary>Whether the budget ended the fit before it was done.</summary>
    public bool CutShort { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What went wrong, or null.</summary>
    public string? Error { get; init; }
}
