namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>The stretch of time that a roll-up covers.</summary>
public enum RollupStep
{
    /// <summary>One minute.</summary>
    Minute = 1,

    /// <summary>One hour.</summary>
    Hour = 60,
}
