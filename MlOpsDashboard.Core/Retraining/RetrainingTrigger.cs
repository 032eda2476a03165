namespace MlOpsDashboard.Core.Retraining;

/// <summary>What started a retraining.</summary>
public enum RetrainingTrigger
{
    /// <summary>A person.</summary>
    Manual,

    /// <summary>A check for drift.</summary>
    Drift,

    /// <summary>Quality from labels fell.</summary>
    Quality,

    /// <summary>Enough new labelled predictions.</summary>
    NewLabels,

    /// <summary>The clock.</summary>
    Schedule,
}
