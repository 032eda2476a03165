namespace MlOpsDashboard.Core.Tracking;

/// <summary>The runs with a key, such as their experiment, that are judged by the same metric.</summary>
internal sealed record JudgedRuns(
    string? Key, string? Metric, int Count, DateTimeOffset LastStartedAt, double? Greatest, double? Least, double? GreatestWhole, double? LeastWhole)
{
    /// <summary>
    /// Whether runs of their own are compared, and not their parts: a search is judged on rows set aside, its trials on those that chose
    /// among them, and the two are not the same.
    /// </summary>
    public bool ComparesWhole => GreatestWhole is not null;

    /// <summary>The best score among them; null when none has one.</summary>
    public double? Best => Metric is null ? null
        : MetricDirection.HigherIsBetter(Metric) ? GreatestWhole ?? Greatest : LeastWhole ?? Least;
}
