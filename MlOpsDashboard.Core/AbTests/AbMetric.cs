namespace MlOpsDashboard.Core.AbTests;

/// <summary>What the arms of a test are compared by.</summary>
public enum AbMetric
{
    /// <summary>The share of right classes.</summary>
    Accuracy,

    /// <summary>The mean logarithmic loss of the classes' probabilities.</summary>
    LogLoss,

    /// <summary>How far off numbers are in the mean.</summary>
    AbsoluteError,

    /// <summary>The mean square of how far off numbers are.</summary>
    SquaredError,

    /// <summary>How long an answer takes in the mean, in milliseconds.</summary>
    Latency,

    /// <summary>The share of requests that were not answered.</summary>
    ErrorRate,

    /// <summary>What a prediction was worth in the mean, as feedback says.</summary>
    Value,
}
