using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Names an answer in the background after the request that it answers, so that a truth told of the one is known of the other.</summary>
internal static class ShadowIds
{
    private const string Mark = "~";

    /// <summary>The identifier of the answer; null when the request's own is too long to add anything.</summary>
    /// <param name="requestId">The request's.</param>
    public static string? Of(string requestId) => requestId.Length < EnvelopeReader.MaxTextLength ? Mark + requestId : null;
}
