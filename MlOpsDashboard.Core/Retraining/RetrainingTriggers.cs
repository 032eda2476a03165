namespace MlOpsDashboard.Core.Retraining;

/// <summary>What starts a retraining. Whichever comes first does; none at all leaves it to people.</summary>
public sealed record RetrainingTriggers
{
    /// <summary>The largest number of <see cref="NewLabels"/>.</summary>
    public const int MostLabels = 100_000_000;

    /// <summary>Whether a check for drift with the verdict <c>drift</c> does.</summary>
    public bool Drift { get; init; } = true;

    /// <summary>The share of features that must have drifted for that, from 0 (any feature, or the prediction) to 1.</summary>
    public double DriftShare { get; init; }

    /// <summary>
    /// The share of the held-out quality at promotion that the quality from labels must surely have fallen below: the whole of its 95 % interval.
    /// Accuracy below the share of what it was, or RMSE above what it was divided by the share. Null for never.
    /// </summary>
    public double? QualityRatio { get; init; } = 0.95;

    /// <summary>The number of new labelled predictions that does; null for none.</summary>
    public int? NewLabels { get; init; }

    /// <summary>When, as a cron line of five fields (or Quartz's six) in UTC; null for never.</summary>
    public string? Schedule { get; init; }
}
