namespace MlOpsDashboard.Core.Tracking;

/// <summary>What is known of a run when it begins.</summary>
/// <param name="Experiment">The experiment's name; one that does not exist yet is made.</param>
/// <param name="Actor">Who begins it.</param>
public sealed record NewRun(string Experiment, string Actor)
{
    private static readonly Dictionary<string, string> s_none = new(StringComparer.Ordinal);

    /// <summary>A name for people; null makes one of the last eight digits of the run's id.</summary>
    public string? Name { get; init; }

    /// <summary>The job that writes it: after a crash, running runs whose job is gone are marked failed.</summary>
    public string? JobId { get; init; }

    /// <summary>The run that this one is a part of.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>The data set.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The data set's version.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The SHA-256 of the data.</summary>
    public string? DatasetSha256 { get; init; }

    /// <summary>The seed of all randomness.</summary>
    public long? Seed { get; init; }

    /// <summary>The version of the program.</summary>
    public string? CodeVersion { get; init; }

    /// <summary>What it runs on.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = s_none;

    /// <summary>The name of the metric that it is judged by, as it will be logged.</summary>
    public string? Metric { get; init; }

    /// <summary>The registered model's name under which its model shall be registered once it has finished; null for none.</summary>
    public string? RegisterAs { get; init; }

    /// <summary>The first tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = s_none;

    /// <summary>The first parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = s_none;
}
