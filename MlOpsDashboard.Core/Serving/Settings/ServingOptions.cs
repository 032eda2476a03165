using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Serving.Settings;

/// <summary>Settings of the section <c>Serving</c>.</summary>
public sealed class ServingOptions
{
    /// <summary>The most days of <see cref="KeepPredictionsForDays"/>.</summary>
    internal const int MostDays = 36_500;

    /// <summary>The section's name.</summary>
    public const string Section = "Serving";

    /// <summary>The largest body of a single prediction, in bytes. Default 1 MiB.</summary>
    [Range(1024, 1 << 30)]
    public int MaxRequestBytes { get; set; } = 1 << 20;

    /// <summary>The largest body of a batch, in bytes. Default 64 MiB.</summary>
    [Range(1024, 1 << 30)]
    public int MaxBatchBytes { get; set; } = 64 << 20;

    /// <summary>The most instances of one JSON batch. Default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxBatchInstances { get; set; } = 50_000;

    /// <summary>Versions kept loaded that are asked for by number or by another stage than production. Default 8.</summary>
    [Range(1, 1000)]
    public int MaxPinnedVersions { get; set; } = 8;

    /// <summary>Predictions that may wait for the log's writer before requests wait for it. Default 65,536.</summary>
    [Range(16, 10_000_000)]
    public int LogCapacity { get; set; } = 65_536;

    /// <summary>The most predictions that the log's writer stores in one transaction. Default 4,096.</summary>
    [Range(1, 100_000)]
    public int LogBatch { get; set; } = 4_096;

    /// <summary>Requests that may wait for a candidate's answer in the background; more are left out, and counted. Default 1,024.</summary>
    [Range(1, 1_000_000)]
    public int ShadowCapacity { get; set; } = 1_024;

    /// <summary>
    /// How long a single prediction may wait for its model to load or for room in the log, in seconds; then it is answered with
    /// 504. Batches have <c>Limits:BatchTimeoutSeconds</c>. Default 30.
    /// </summary>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Answers kept in memory so that a repeated request gets the same one. Default 10,000.</summary>
    [Range(0, 1_000_000)]
    public int RememberedAnswers { get; set; } = 10_000;

    /// <summary>
    /// Days that the records of predictions are kept; 0 keeps them for ever. What was added up of them, and the truths that were told of
    /// them, stay. Default 400: a year can be compared with the one before.
    /// </summary>
    [Range(0, MostDays, ErrorMessage = "Serving:KeepPredictionsForDays must be from 0 (for ever) to 36500.")]
    public int KeepPredictionsForDays { get; set; } = 400;
}
