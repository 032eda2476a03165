using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Api.Limits;

/// <summary>How much one caller may ask of the REST interface (section <c>Limits</c>). A caller is an API key, a signed-in user, or an address.</summary>
internal sealed class LimitsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Limits";

    private const double MostPerSecond = 1e6;

    /// <summary>Prediction requests that a caller may make a second, in the long run; a batch counts once. May be less than one.</summary>
    /// <value>Default: 0, which is no limit and costs nothing.</value>
    [Range(0, MostPerSecond, ErrorMessage = "Limits:PredictionsPerSecond must be from 0 (no limit) to 1000000.")]
    public double PredictionsPerSecond { get; set; }

    /// <summary>Prediction requests that a caller may make at once after a pause.</summary>
    /// <value>Default: 1,000.</value>
    [Range(1, 10_000_000, ErrorMessage = "Limits:PredictionsBurst must be from 1 to 10000000.")]
    public int PredictionsBurst { get; set; } = 1000;

    /// <summary>Other requests to the REST interface that a caller may make a second, in the long run. May be less than one.</summary>
    /// <value>Default: 1,000. 0 is no limit.</value>
    [Range(0, MostPerSecond, ErrorMessage = "Limits:RequestsPerSecond must be from 0 (no limit) to 1000000.")]
    public double RequestsPerSecond { get; set; } = 1000;

    /// <summary>Other requests that a caller may make at once after a pause.</summary>
    /// <value>Default: 5,000.</value>
    [Range(1, 10_000_000, ErrorMessage = "Limits:RequestsBurst must be from 1 to 10000000.")]
    public int RequestsBurst { get; set; } = 5000;

    /// <summary>Batches of predictions that are computed at the same time, so that single ones keep their processors.</summary>
    /// <value>Default: 4.</value>
    [Range(1, 1000, ErrorMessage = "Limits:ConcurrentBatches must be from 1 to 1000.")]
    public int ConcurrentBatches { get; set; } = 4;

    /// <summary>Batches that wait for their turn; one more is refused with 429.</summary>
    /// <value>Default: 64.</value>
    [Range(0, 100_000, ErrorMessage = "Limits:QueuedBatches must be from 0 to 100000.")]
    public int QueuedBatches { get; set; } = 64;

    /// <summary>How long a batch may take, its wait included, in seconds; then it is answered with 504.</summary>
    /// <value>Default: 600.</value>
    [Range(1, 86_400, ErrorMessage = "Limits:BatchTimeoutSeconds must be from 1 to 86400.")]
    public int BatchTimeoutSeconds { get; set; } = 600;
}
