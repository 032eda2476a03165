namespace MlOpsDashboard.Core.AbTests;

/// <summary>An A/B test as the database keeps it.</summary>
internal sealed class StoredAbTest
{
    /// <summary>Ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model again while it goes on, then null: unique, so that no model has two at once.</summary>
    public string? ActiveModel { get; set; }

    /// <summary>Counts its changes, so that of two at once one is refused.</summary>
    public required int Revision { get; set; }

    /// <summary>Everything but what is measured, as JSON.</summary>
    public required string Test { get; set; }

    /// <summary>What was last measured, as JSON.</summary>
    public string? Report { get; set; }
}
