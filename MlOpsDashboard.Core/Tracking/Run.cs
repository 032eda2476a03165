namespace MlOpsDashboard.Core.Tracking;

/// <summary>One attempt: what went in (data, parameters, seed, code), what came out, and when.</summary>
public sealed class Run
{
    /// <summary>32 hexadecimal digits, ordered by time.</summary>
    public required string RunId { get; init; }

    /// <summary>The experiment that it belongs to.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>The name of the experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>A name for people; need not be unique.</summary>
    public required string Name { get; set; }

    /// <summary>Where it is in its life.</summary>
    public RunStatus Status { get; internal set; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>When something was last written to it.</summary>
    public DateTimeOffset UpdatedAt { get; internal set; }

    /// <summary>Who began it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Why it failed, in a sentence; null unless it failed.</summary>
    public string? Error { get; internal set; }

    /// <summary>The job that writes it; null when something outside does.</summary>
    public string? JobId { get; init; }

    /// <summary>The run that this one is a part of, such as the search of which it is a trial.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>The data set; null when unknown.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The data set's version.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The SHA-256 of the data, lower-case hexadecimal.</summary>
    public string? DatasetSha256 { get; init; }

    /// <summary>The seed of all randomness.</summary>
    public long? Seed { get; init; }

    /// <summary>The version of the program that wrote it.</summary>
    public string? CodeVersion { get; init; }

    /// <summary>What it ran on, such as operating system, processor count and library versions.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The name of the metric that it is judged by; null when there is none.</summary>
    public string? Metric { get; init; }

    /// <summary>The latest value of <see cref="Metric"/>, known when the run has ended; null when it is not a number.</summary>
    public double? Score { get; internal set; }

    /// <summary>The SHA-256 of the model artifact in the store; null when it left no model.</summary>
    public string? ModelSha256 { get; internal set; }

    /// <summary>The size of the model artifact, in bytes.</summary>
    public long? ModelBytes { get; internal set; }

    /// <summary>What the model is; null when it left no model.</summary>
    public ModelSummary? Model { get; internal set; }

    /// <summary>The registered model's name under which the model shall be registered once the run has finished.</summary>
    public string? RegisterAs { get; internal set; }

    /// <summary>Free text by people.</summary>
    public string Notes { get; internal set; } = "";

    /// <summary>When it was moved to the trash; null when it is not there.</summary>
    public DateTimeOffset? DeletedAt { get; internal set; }

    /// <summary>Who moved it to the trash.</summary>
    public string? DeletedBy { get; internal set; }
}
