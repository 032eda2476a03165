namespace MlOpsDashboard.Core.Drift;

/// <summary>What the monitor would say if the world changed so.</summary>
public sealed record DriftSimulation
{
    /// <summary>The most rows.</summary>
    public const int MostRows = 20_000;

    /// <summary>The model, whose version in production is asked.</summary>
    public required string ModelName { get; init; }

    /// <summary>What is done to rows of its training data.</summary>
    public required IReadOnlyList<DriftChange> Changes { get; init; }

    /// <summary>How many rows.</summary>
    public int Rows { get; init; } = 1000;

    /// <summary>Whether the changed rows are asked as predictions, and labelled with what their data says.</summary>
    public bool Send { get; init; }
}
