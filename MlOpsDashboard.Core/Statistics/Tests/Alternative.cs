namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>What a test looks for.</summary>
public enum Alternative
{
    /// <summary>Any difference from what is supposed.</summary>
    TwoSided,

    /// <summary>More than is supposed.</summary>
    Greater,

    /// <summary>Less than is supposed.</summary>
    Less,
}
