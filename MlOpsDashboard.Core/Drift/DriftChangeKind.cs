namespace MlOpsDashboard.Core.Drift;

/// <summary>What a simulation does to a feature.</summary>
public enum DriftChangeKind
{
    /// <summary>Numbers and dates move by so many standard deviations.</summary>
    Shift,

    /// <summary>Numbers are multiplied.</summary>
    Scale,

    /// <summary>A share of the words become others.</summary>
    Swap,

    /// <summary>A share of the values are missing.</summary>
    Missing,
}
