using System.Collections.Concurrent;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Looks whether something asks for a retraining.</summary>
internal sealed class TriggerWatch(DriftService drift, QualityService quality, RetrainingData data)
{
    private const int FewestLabels = 30;

    // A label may come before its prediction has been stored.
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(1);

    // Thousands of labels are judged anew only when another one has come.
    private readonly ConcurrentDictionary<string, Judgement> _judged = new(StringComparer.Ordinal);

    /// <summary>The first trigger that holds, with its reason; null when none does.</summary>
    /// <param name="champion">The version in production.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="scheduledFrom">From when the schedule counts.</param>
    /// <param name="last">The latest retraining of the model; null for none.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(RetrainingTrigger Trigger, string Reason)?> FindAsync(
        ModelVersion champion, RetrainingPolicy policy, DateTimeOffset scheduledFrom, RetrainingDecision? last, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset since = last?.StartedAt is { } started && started > champion.StageSince ? started : champion.StageSince;
        if (policy.Triggers.Drift && await DriftAsync(champion, policy, since, cancellationToken).ConfigureAwait(false) is { } drifted)
        {
            return (RetrainingTrigger.Drift, drifted);
        }

        if (policy.Triggers.QualityRatio is { } ratio && await QualityAsync(champion, ratio, now, cancellationToken).ConfigureAwait(false) is { } fallen)
        {
            return (RetrainingTrigger.Quality, fallen);
        }

        int labels = policy.Triggers.NewLabels is null ? 0 : await data.NewLabelsAsync(champion.Name, since, cancellationToken).ConfigureAwait(false);
        if (policy.Triggers.NewLabels is { } wanted && labels >= wanted)
        {
            return (RetrainingTrigger.NewLabels, FormattableString.Invariant($"{labels:N0} labels have come since {since:yyyy-MM-dd HH:mm} UTC; {wanted:N0} were waited for."));
        }

        return policy.Triggers.Schedule is { } line && NextOf(line, scheduledFrom) is { } at && at <= now
            ? (RetrainingTrigger.Schedule, FormattableString.Invariant($"The schedule {line} was due at {at:yyyy-MM-dd HH:mm:ss} UTC."))
            : null;
    }

    /// <summary>When a schedule fires next after a moment.</summary>
    public static DateTimeOffset? NextOf(string line, DateTimeOffset after) => CronLine.Read(line, "triggers.schedule", after).NextAfter(after);

    private async Task<string?> DriftAsync(ModelVersion champion, RetrainingPolicy policy, DateTimeOffset since, CancellationToken cancellationToken)
    {
        DriftHistory history = await drift.ReadAsync(champion.Name, cancellationToken).ConfigureAwait(false);
        return history.Latest is { Verdict: DriftVerdict.Drift } report && report.ModelVersion == champion.Version && report.CheckedAt > since
            && report.ShareDrifted >= policy.Triggers.DriftShare
            ? FormattableString.Invariant($"The check of {report.CheckedAt:yyyy-MM-dd HH:mm:ss} UTC on {report.Rows:N0} rows: {report.Message}")
            : null;
    }

    // Surely, not by chance: the whole interval has to lie beyond what is allowed.
    private async Task<string?> QualityAsync(ModelVersion champion, double ratio, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Metric metric = MetricCatalog.QualityFor(champion.Task);
        if (!champion.Metrics.TryGetValue(metric.Name, out double level) || champion.StageSince >= now)
        {
            return null;
        }

        int labels = await data.NewLabelsAsync(champion.Name, champion.StageSince, cancellationToken).ConfigureAwait(false);
        var question = new Question(champion.Version, champion.StageSince, ratio, labels);
        Judgement before = _judged.GetValueOrDefault(champion.Name) is { } known && known.Question == question ? known : new Judgement(question, now, false, null);
        if (before.Settled)
        {
            return before.Fallen;
        }

        string? fallen = await JudgeAsync(champion, metric, level, ratio, now, cancellationToken).ConfigureAwait(false);
        _judged[champion.Name] = before with { Settled = now - before.First >= s_settled, Fallen = fallen };
        return fallen;
    }

    private async Task<string?> JudgeAsync(ModelVersion champion, Metric metric, double level, double ratio, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset from = champion.StageSince > now - MonitoringQuery.Longest ? champion.StageSince : now - MonitoringQuery.Longest;
        IReadOnlyList<VersionQuality> all = await quality.ReadAsync(new MonitoringQuery { Model = champion.Name, From = from, To = now }, cancellationToken).ConfigureAwait(false);
        if (all.FirstOrDefault(one => one.Version == champion.Version) is not { Judged: >= FewestLabels } judged || !judged.Metrics.TryGetValue(metric.Name, out Interval? found))
        {
            return null;
        }

        bool isWorse = metric.HigherIsBetter ? found.High < level * ratio : found.Low > level / ratio;
        return isWorse
            ? FormattableString.Invariant(
                $"{metric.DisplayName} of {judged.Judged:N0} labelled predictions is {found.Value:0.####} (95 % interval {found.Low:0.####} to {found.High:0.####}); at promotion it was {level:0.####} on held-out rows.")
            : null;
    }

    private sealed record Question(int Version, DateTimeOffset Since, double Ratio, int Labels);

    private sealed record Judgement(Question Question, DateTimeOffset First, bool Settled, string? Fallen);
}
