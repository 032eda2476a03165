namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>What a batch job shall do.</summary>
public sealed record BatchRequest
{
    /// <summary>The model whose production version answers, as it is when the job is asked for; else <see cref="ModelId"/>.</summary>
    public string? ModelName { get; init; }

    /// <summary><c>name:version</c> or <c>name:stage</c>; else <see cref="ModelName"/>.</summary>
    public string? ModelId { get; init; }

    /// <summary>The data set whose rows are predicted; null when a file is brought.</summary>
    public string? Dataset { get; init; }

    /// <summary>Its version; null means the latest.</summary>
    public int? DatasetVersion { get; init; }
}
