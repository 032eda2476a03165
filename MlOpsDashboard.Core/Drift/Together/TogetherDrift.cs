namespace MlOpsDashboard.Core.Drift.Together;

/// <summary>Whether rows as a whole have changed, all features together, on a sample of both sides: what no single feature may show.</summary>
public sealed record TogetherDrift
{
    /// <summary>Rows of the sample of now: of the latest.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows of the sample of the training data.</summary>
    public required int ReferenceRows { get; init; }

    /// <summary>
    /// How well gradient boosting tells a row of now from one of training that it has not learned from: the area under its ROC curve, 0.5 for not at all.
    /// </summary>
    public required double Auc { get; init; }

    /// <summary>The probability of such an area by chance, by permutations.</summary>
    public required double AucPValue { get; init; }

    /// <summary>The same, adjusted with those of all features.</summary>
    public double AucAdjustedPValue { get; init; } = 1;

    /// <summary>The square of the maximum mean discrepancy, unbiased: about 0 where nothing has changed.</summary>
    public required double Mmd { get; init; }

    /// <summary>The probability of such a discrepancy by chance, by permutations.</summary>
    public required double MmdPValue { get; init; }

    /// <summary>The same, adjusted with those of all features.</summary>
    public double MmdAdjustedPValue { get; init; } = 1;

    /// <summary>From which area on it is drift, beyond 1,000 training rows.</summary>
    public required double AucThreshold { get; init; }

    /// <summary>Whether one of the two says drift.</summary>
    public bool Drifted { get; init; }
}
