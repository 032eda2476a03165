namespace MlOpsDashboard.Core.Drift;

/// <summary>What a check says.</summary>
public enum DriftVerdict
{
    /// <summary>Nothing has drifted.</summary>
    None,

    /// <summary>A feature has drifted, or the prediction has.</summary>
    Drift,

    /// <summary>There are too few rows to say anything.</summary>
    TooFewRows,
}
