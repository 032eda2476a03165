namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Which stored predictions are asked for.</summary>
public sealed record PredictionQuery
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Only those whose truth is known, or only those whose truth is not; null for both.</summary>
    public bool? Labelled { get; init; }

    /// <summary>The order.</summary>
    public PredictionOrder Order { get; init; } = PredictionOrder.Newest;

    /// <summary>Rows at most, from 1 to <see cref="PageQuery.MaxLimit"/>.</summary>
    public int Limit { get; init; } = PageQuery.DefaultLimit;

    /// <summary>From the page before; null for the first.</summary>
    public string? Cursor { get; init; }
}
