namespace MlOpsDashboard.Core.Drift;

/// <summary>How far a feature, or the prediction, has moved.</summary>
public sealed record FeatureDrift
{
    /// <summary>The feature's name; for the prediction the target's.</summary>
    public required string Name { get; init; }

    /// <summary>How it was compared.</summary>
    public required DriftMethod Method { get; init; }

    /// <summary>How far it has moved, in the method's measure; null when it was not compared.</summary>
    public double? Score { get; init; }

    /// <summary>
    /// The share of rows that have moved, from 0 to 1, whatever the method: the largest gap of the distribution functions of numbers, the total variation of
    /// words, or the difference of the missing shares; null when it was not compared.
    /// </summary>
    public double? Moved { get; init; }

    /// <summary>How much the model looks at it: its share of all importance; null when that is not known.</summary>
    public double? Importance { get; init; }

    /// <summary>How much quality this may cost: moved × importance × the report's performance; null when one of them is not known.</summary>
    public double? ExpectedLoss { get; init; }

    /// <summary>The probability of moving so far by chance; null when it was not compared.</summary>
    public double? PValue { get; init; }

    /// <summary>The same, adjusted for the number of comparisons (Benjamini and Hochberg).</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>From where on it has drifted.</summary>
    public double? Threshold { get; init; }

    /// <summary>What the threshold is compared with.</summary>
    public ThresholdKind ThresholdOf { get; init; }

    /// <summary>Whether it has drifted.</summary>
    public bool Drifted { get; init; }

    /// <summary>Current rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The share of them that lacks the value.</summary>
    public required double MissingShare { get; init; }

    /// <summary>Rows of the reference.</summary>
    public required int ReferenceRows { get; init; }

    /// <summary>The share of them that lacks the value.</summary>
    public required double ReferenceMissingShare { get; init; }

    /// <summary>Why it was not compared; null when it was.</summary>
    public string? Note { get; init; }

    /// <summary>Both distributions over the same bins; empty when it was not compared.</summary>
    public IReadOnlyList<DriftBin> Bins { get; init; } = [];
}
