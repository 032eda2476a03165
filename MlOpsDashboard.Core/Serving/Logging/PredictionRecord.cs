namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>A prediction that was made: the log's row. Never changed.</summary>
public sealed class PredictionRecord
{
    /// <summary>Ascending in the order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The identifier that the caller got, unique.</summary>
    public required string RequestId { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version that answered.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>Why this version answered: <c>production</c> or <c>pinned</c>.</summary>
    public required string Route { get; init; }

    /// <summary>Whose traffic it is; null when the caller did not say.</summary>
    public string? RoutingKey { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From the parsed request to the answer, in milliseconds.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>The features as JSON: an object by name, or an array in signature order, as the client sent them.</summary>
    public required string Features { get; init; }

    /// <summary>The class, or the number in invariant form.</summary>
    public required string Prediction { get; init; }

    /// <summary>A JSON array: the probabilities in the order of the signature's classes, or the number.</summary>
    public required string Outputs { get; init; }

    /// <summary>How many words training had not seen.</summary>
    public required int UnseenWords { get; init; }
}
