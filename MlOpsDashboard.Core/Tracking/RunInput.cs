namespace MlOpsDashboard.Core.Tracking;

/// <summary>Checks what callers hand in before anything is stored.</summary>
internal static class RunInput
{
    public static void Check(NewRun run)
    {
        TrackingNames.CheckName(run.Experiment, "experiment");
        _ = run.Name is null ? null : TrackingNames.CheckName(run.Name, "name");
        _ = run.RegisterAs is null ? null : TrackingNames.CheckModelName(run.RegisterAs, "model_name");
        CheckParameters(run.Parameters);
        CheckTags(run.Tags);
    }

    public static Run ToRun(NewRun run, string runId, Experiment experiment, DateTimeOffset now) => new()
    {
        RunId = runId,
        ExperimentId = experiment.ExperimentId,
        Experiment = experiment.Name,
        // The first digits of an identifier are the time, and runs begin in bunches: the last ones tell them apart.
        Name = run.Name ?? $"run-{runId[^8..]}",
        Status = RunStatus.Running,
        StartedAt = now,
        UpdatedAt = now,
        CreatedBy = run.Actor,
        JobId = run.JobId,
        ParentRunId = run.ParentRunId,
        DatasetName = run.DatasetName,
        DatasetVersion = run.DatasetVersion,
        DatasetSha256 = run.DatasetSha256,
        Seed = run.Seed,
        CodeVersion = run.CodeVersion,
        Environment = run.Environment,
        Metric = run.Metric,
        RegisterAs = run.RegisterAs,
    };

    public static void CheckParameters(IReadOnlyDictionary<string, string> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach ((string key, string value) in parameters)
        {
            TrackingNames.CheckKey(key, "params");
            TrackingNames.CheckValue(value, TrackingNames.MaxParameterValue, "params");
        }
    }

    public static void CheckTags(IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach ((string key, string value) in tags)
        {
            TrackingNames.CheckKey(key, "tags");
            TrackingNames.CheckValue(value, TrackingNames.MaxTagValue, "tags");
        }
    }

    /// <summary>The distinct keys, checked.</summary>
    public static string[] CheckMetrics(IReadOnlyList<MetricPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        string[] keys = [.. points.Select(p => p.Key).Distinct(StringComparer.Ordinal)];
        foreach (string key in keys)
        {
            TrackingNames.CheckKey(key, "metrics");
        }

        return keys;
    }
}
