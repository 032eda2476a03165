namespace MlOpsDashboard.Core.Retraining;

/// <summary>A policy as the database keeps it.</summary>
internal sealed class StoredPolicy
{
    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>The policy as JSON.</summary>
    public required string Policy { get; set; }

    /// <summary>Whether its triggers start anything.</summary>
    public required bool Enabled { get; set; }

    /// <summary>Counts from here for the schedule: the policy's last change, or the last start.</summary>
    public required DateTimeOffset ScheduledFrom { get; set; }
}
