namespace MlOpsDashboard.Core.Alerts;

/// <summary>Where a rule stands for one model. Kept in the database, so that a restart forgets nothing.</summary>
public sealed class AlertStanding
{
    /// <summary>The rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>The model; empty for the whole program.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version that was in production at the last change; null where the metric is of no version.</summary>
    public int? ModelVersion { get; set; }

    /// <summary>Where it stands.</summary>
    public AlertState State { get; set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The value at the last change; null when there was none.</summary>
    public double? Value { get; set; }

    /// <summary>The event by which it began to fire; null when it does not.</summary>
    public string? EventId { get; set; }

    /// <summary>Whether the channels were told that it fires: who was never told need not hear that it is over.</summary>
    public bool Told { get; set; }
}
