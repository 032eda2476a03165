using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Planning;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>How long a test will take: from what the model did lately before it begins, from its own arms later.</summary>
internal sealed class AbForecaster(IDbContextFactory<MlOpsDbContext> contexts, TimeProvider clock)
{
    private const int Sampled = 2000;
    private const int EnoughToKnow = 30;
    private const double UsualPoints = 0.02;
    private const double UsualPart = 0.05;
    private const double UsualErrors = 0.01;
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(7);

    /// <summary>A forecast before the start.</summary>
    /// <param name="champion">The version in production.</param>
    /// <param name="settings">How the test will be judged.</param>
    /// <param name="shares">The shares of the arms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AbForecast> BeforeAsync(ModelVersion champion, AbTestSettings settings, IReadOnlyList<double> shares, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset from = now - s_lately;
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<PredictionRecord> records = context.Set<PredictionRecord>().AsNoTracking().Where(record => record.ModelName == champion.Name && record.At >= from
                && (record.Route == InstanceScorer.Production || record.Route == InstanceScorer.Champion || record.Route == InstanceScorer.Challenger || record.Route == InstanceScorer.Canary));
            long requests = await records.LongCountAsync(cancellationToken).ConfigureAwait(false);
            DateTimeOffset? first = await records.MinAsync(record => (DateTimeOffset?)record.At, cancellationToken).ConfigureAwait(false);
            IQueryable<Truth> truths = context.Set<Truth>().AsNoTracking().Where(truth => truth.ModelName == champion.Name && truth.PredictedAt >= from
                && (settings.Metric != AbMetric.Value || truth.Value != null));
            long labelled = AbMetrics.NeedsLabels(settings.Metric) ? await truths.LongCountAsync(cancellationToken).ConfigureAwait(false) : requests;
            MeanSummary values = await ValuesAsync(champion, settings.Metric, records, truths, cancellationToken).ConfigureAwait(false);
            double days = first is { } begin ? Math.Max((now - begin).TotalDays, 1.0 / 24) : 0;
            return Of(settings, shares, values, days > 0 ? labelled / days * settings.Traffic / 100 : 0, now) with
            {
                Basis = FormattableString.Invariant($"From {requests:N0} requests of {champion.Name} in the last 7 days, {labelled:N0} of them with a value.{(values.Count >= EnoughToKnow ? "" : " That is too few to tell how much values vary.")}"),
            };
        }
    }

    /// <summary>A forecast while the test goes on.</summary>
    /// <param name="test">The test.</param>
    /// <param name="report">What is measured now.</param>
    public AbForecast During(AbTest test, AbTestReport report)
    {
        AbArm champion = report.Arms[0];
        double days = Math.Max((clock.GetUtcNow() - test.StartedAt).TotalDays, 1e-6);
        var values = new MeanSummary
        {
            Count = champion.Compared,
            Mean = champion.Mean ?? 0,
            Squares = champion.Deviation is { } deviation ? deviation * deviation * (champion.Compared - 1) : 0,
        };
        return Of(test.Settings, test.Shares, values, report.Arms.Sum(arm => arm.Compared) / days, test.StartedAt) with { Basis = "From the test itself." };
    }

    /// <summary>Where the intervals shall be tightest: at the forecast where the difference that matters was said, since only then is it more than a guess.</summary>
    /// <param name="settings">How the test will be judged.</param>
    /// <param name="forecast">The forecast before the start.</param>
    public static double TightestOf(AbTestSettings settings, AbForecast forecast) =>
        settings.MinDetectableEffect is not null && forecast.SamplesNeeded is { } samples ? Math.Clamp(samples, 500, 1_000_000) : new AsymptoticSequence().Tightest;

    private static AbForecast Of(AbTestSettings settings, IReadOnlyList<double> shares, MeanSummary values, double perDay, DateTimeOffset from)
    {
        double? variance = settings.Metric == AbMetric.ErrorRate && values.Count < EnoughToKnow ? UsualErrors * (1 - UsualErrors)
            : values.Count >= EnoughToKnow && values.Variance > 0 ? values.Variance : null;
        double effect = settings.MinDetectableEffect ?? settings.Metric switch
        {
            AbMetric.Accuracy => UsualPoints,
            AbMetric.ErrorRate => UsualErrors,
            _ => Math.Abs(values.Mean) * UsualPart,
        };
        if (variance is not { } known || !(effect > 0))
        {
            return new AbForecast { Effect = effect > 0 ? effect : null, SamplesPerDay = perDay > 0 ? perDay : null, Basis = "" };
        }

        // The slowest comparison: the champion against the challenger with the least share.
        double ratio = shares.Skip(1).Min() / shares[0];
        var sequence = new AsymptoticSequence { Alpha = (1 - settings.Confidence) / (shares.Count - 1) };
        double baseline = new TwoArmPlan(Ratio: ratio).ForSequence(effect, known, known, sequence);
        double samples = Math.Ceiling(Math.Max(baseline, Math.Max(settings.MinSamples, settings.MinSamples / ratio)) / shares[0]);
        double? days = perDay > 0 ? samples / perDay : null;
        return new AbForecast
        {
            Effect = effect,
            SamplesNeeded = (long)samples,
            SamplesPerDay = perDay > 0 ? perDay : null,
            Days = days,
            EndsAt = days is < 3660 ? from.AddDays(days.Value) : null,
            Basis = "",
        };
    }

    private static async Task<MeanSummary> ValuesAsync(
        ModelVersion champion, AbMetric metric, IQueryable<PredictionRecord> records, IQueryable<Truth> truths, CancellationToken cancellationToken)
    {
        if (metric == AbMetric.ErrorRate)
        {
            return default;
        }

        if (metric == AbMetric.Latency)
        {
            return MeanSummary.Of([.. await records.OrderByDescending(record => record.At).Take(Sampled).Select(record => record.LatencyMs).ToListAsync(cancellationToken).ConfigureAwait(false)]);
        }

        var latest = await truths.Where(truth => truth.ModelVersion == champion.Version).OrderByDescending(truth => truth.PredictedAt).Take(Sampled)
            .Select(truth => new { truth.Actual, truth.Outputs, truth.Value }).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (metric == AbMetric.Value || latest.Count == 0)
        {
            return MeanSummary.Of([.. latest.Select(truth => truth.Value ?? 0)]);
        }

        ModelSignature signature = new ActualReader(champion).Signature;
        var answers = new StoredAnswers(champion, signature);
        latest.ForEach(truth => answers.Add(truth.Actual, truth.Outputs));
        return MeanSummary.Of(AbTestReader.ValuesOf(metric, answers.ToRows()));
    }
}
