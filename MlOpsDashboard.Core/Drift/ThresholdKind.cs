namespace MlOpsDashboard.Core.Drift;

/// <summary>What a threshold is compared with.</summary>
public enum ThresholdKind
{
    /// <summary>The adjusted probability, which must not be greater.</summary>
    AdjustedPValue,

    /// <summary>The score, which must not be smaller, while the adjusted probability is within the false-alarm rate.</summary>
    Score,
}
