namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>What turned out to be true of a prediction. Written once, never changed.</summary>
public sealed class Truth
{
    /// <summary>Ascending in the order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The prediction, unique.</summary>
    public required string RequestId { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version that answered.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>When the prediction was made.</summary>
    public required DateTimeOffset PredictedAt { get; init; }

    /// <summary>The index of the true class in the model's signature, or the true number.</summary>
    public required double Actual { get; init; }

    /// <summary>What the prediction was worth, as revenue is; null where nobody said.</summary>
    public double? Value { get; init; }

    /// <summary>The prediction's outputs: a JSON array of the classes' probabilities, or the number.</summary>
    public required string Outputs { get; init; }

    /// <summary>When it became known here.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who told it.</summary>
    public required string Actor { get; init; }
}
