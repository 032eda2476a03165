using System.Diagnostics;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>Spans of predictions. As long as nobody listens, one costs a look at a field.</summary>
public static class ServingTrace
{
    /// <summary>The name of the source.</summary>
    public const string Name = "MlOpsDashboard.Serving";

    /// <summary>Predictions of one request that get a span of their own; a file may hold millions.</summary>
    internal const int MostSpans = 100;

    private const string Count = "mlops.predictions";

    private static readonly ActivitySource s_source = new(Name);

    /// <summary>Adds the span of a prediction that was just made to the trace of its request, and counts it there.</summary>
    /// <param name="prediction">The prediction.</param>
    internal static void Record(LoggedPrediction prediction)
    {
        if (!s_source.HasListeners() || Activity.Current is not { IsAllDataRequested: true } request)
        {
            return;
        }

        int made = request.GetTagItem(Count) is int before ? before + 1 : 1;
        request.SetTag(Count, made);
        if (made > MostSpans)
        {
            return;
        }

        DateTimeOffset started = prediction.At - TimeSpan.FromMilliseconds(prediction.LatencyMs);
        using Activity? span = s_source.StartActivity(ActivityKind.Internal, request.Context, startTime: started, name: "predict");
        span?.SetTag("model", prediction.ModelName)
            .SetTag("version", prediction.ModelVersion)
            .SetTag("route", prediction.Route)
            .SetTag("request_id", prediction.RequestId)
            .SetEndTime(prediction.At.UtcDateTime);
    }
}
