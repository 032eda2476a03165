namespace MlOpsDashboard.Core.Serving.Scoring;

/// <summary>A prediction on its way to the database, in the cheapest form for the request that made it.</summary>
/// <param name="RequestId">Unique.</param>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The version that answered.</param>
/// <param name="Route">Why this version answered.</param>
/// <param name="RoutingKey">Whose traffic it is, or null.</param>
/// <param name="At">When.</param>
/// <param name="LatencyMs">How long it took, in milliseconds.</param>
/// <param name="Features">The features as JSON, as the client sent them.</param>
/// <param name="Prediction">The class or the number, as text.</param>
/// <param name="Outputs">The probabilities in the order of the classes, or the number.</param>
/// <param name="Offset">What is to be added to the number; 0 for classes.</param>
/// <param name="UnseenWords">How many words training had not seen.</param>
internal sealed record LoggedPrediction(
    string RequestId,
    string ModelName,
    int ModelVersion,
    string Route,
    string? RoutingKey,
    DateTimeOffset At,
    double LatencyMs,
    byte[] Features,
    string Prediction,
    float[] Outputs,
    double Offset,
    int UnseenWords)
{
    private const int WidestRow = 64;

    /// <summary>The features as the model read them, so that who counts them need not read the JSON again; null when the row is wide.</summary>
    public double[]? Row { get; init; }

    /// <summary>A copy of a row, unless it is so wide that keeping it costs more than reading it again.</summary>
    /// <param name="values">The row.</param>
    public static double[]? Keep(ReadOnlySpan<double> values) => values.Length <= WidestRow ? values.ToArray() : null;
}
