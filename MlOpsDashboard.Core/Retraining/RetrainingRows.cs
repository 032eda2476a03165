namespace MlOpsDashboard.Core.Retraining;

/// <summary>What a challenger learns from.</summary>
public enum RetrainingRows
{
    /// <summary>The training data of the version in production, then all labelled predictions.</summary>
    Full,

    /// <summary>The same rows as <see cref="Full"/>, each counting the more the more it looks like the latest labelled predictions.</summary>
    Weighted,

    /// <summary>The latest so many labelled predictions alone.</summary>
    Window,

    /// <summary>The labelled predictions made since the last check that saw no drift; without one, since the version went into production.</summary>
    SinceDrift,
}
