using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>Reads what came since the last look from the logs of predictions and truths.</summary>
internal sealed class AbTestReader(IDbContextFactory<MlOpsDbContext> contexts, RegistryService registry)
{
    private const int Chunk = 5000;

    // Predictions are stored behind their answers, by one writer, seconds later at most.
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(5);

    /// <summary>Adds what is new.</summary>
    /// <param name="test">The test.</param>
    /// <param name="observations">What is known.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ReadAsync(AbTest test, AbObservations observations, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            // First: whatever has a truth by now is stored, and so among the predictions that are read next.
            long latest = await Truths(context, test, observations).MaxAsync(truth => (long?)truth.Id, cancellationToken).ConfigureAwait(false) ?? 0;
            ModelSignature? signature = test.Settings.Covariate is null ? null
                : new ActualReader(await registry.GetAsync(test.IdOf(test.ChampionVersion), cancellationToken).ConfigureAwait(false)).Signature;
            while (await ReadPredictionsAsync(context, test, observations, signature, cancellationToken).ConfigureAwait(false))
            {
            }

            while (AbMetrics.NeedsLabels(test.Settings.Metric) && latest > observations.TruthCursor
                && await ReadTruthsAsync(context, test, observations, latest, cancellationToken).ConfigureAwait(false))
            {
            }
        }
    }

    /// <summary>The values of answers by a metric that needs labels, in their order.</summary>
    /// <param name="metric">The metric; not that of values, which are told themselves.</param>
    /// <param name="rows">The answers beside the truths.</param>
    public static double[] ValuesOf(AbMetric metric, ScoredRows rows) => metric switch
    {
        AbMetric.Accuracy => AnswerLosses.Rights(rows),
        AbMetric.LogLoss => ProbabilityMetrics.LogLosses(rows),
        AbMetric.SquaredError => [.. AnswerLosses.Distances(rows).Select(distance => distance * distance)],
        _ => AnswerLosses.Distances(rows),
    };

    private static IQueryable<Truth> Truths(MlOpsDbContext context, AbTest test, AbObservations observations) =>
        context.Set<Truth>().AsNoTracking().Where(truth => truth.ModelName == test.ModelName && truth.PredictedAt >= test.StartedAt && truth.Id > observations.TruthCursor);

    private static async Task<bool> ReadPredictionsAsync(
        MlOpsDbContext context, AbTest test, AbObservations observations, ModelSignature? signature, CancellationToken cancellationToken)
    {
        bool withFeatures = signature is not null;
        DateTimeOffset from = observations.PredictionCursor == 0 ? test.StartedAt : new[] { observations.ReadTo - s_late, test.StartedAt }.Max();
        var records = await context.Set<PredictionRecord>().AsNoTracking()
            .Where(record => record.ModelName == test.ModelName && record.At >= from && record.Id > observations.PredictionCursor
                && (record.Route == InstanceScorer.Champion || record.Route == InstanceScorer.Challenger))
            .OrderBy(record => record.Id).Take(Chunk)
            .Select(record => new { record.Id, record.ModelVersion, record.At, record.RoutingKey, record.LatencyMs, Features = withFeatures ? record.Features : null })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var record in records)
        {
            observations.PredictionCursor = record.Id;
            observations.ReadTo = record.At > observations.ReadTo ? record.At : observations.ReadTo;
            if (observations.Has(record.ModelVersion))
            {
                double covariate = signature is null ? double.NaN : Covariate(record.Features!, signature, test.Settings.Covariate!);
                double value = test.Settings.Metric == AbMetric.Latency ? record.LatencyMs : double.NaN;
                observations[record.ModelVersion].Add(
                    new AbObservation(record.Id, record.At.UtcTicks, AbObservations.UnitOf(record.RoutingKey), value, 0, covariate), record.LatencyMs);
            }
        }

        return records.Count == Chunk;
    }

    private async Task<bool> ReadTruthsAsync(MlOpsDbContext context, AbTest test, AbObservations observations, long latest, CancellationToken cancellationToken)
    {
        // A truth whose prediction is gone already must not make a chunk look like the last one.
        List<Labelled> truths = await Truths(context, test, observations).Where(truth => truth.Id <= latest)
            .Join(context.Set<PredictionRecord>(), truth => truth.RequestId, record => record.RequestId, (truth, record) => new { Truth = truth, Record = record.Id })
            .OrderBy(both => both.Truth.Id).Take(Chunk)
            .Select(both => new Labelled(both.Truth.Id, both.Record, both.Truth.ModelVersion, both.Truth.Actual, both.Truth.Value, both.Truth.Outputs, both.Truth.At))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (IGrouping<int, Labelled> arm in truths.Where(truth => observations.Has(truth.Version)).GroupBy(truth => truth.Version))
        {
            Labelled[] told = test.Settings.Metric == AbMetric.Value ? [.. arm.Where(truth => truth.Value is not null)] : [.. arm];
            double[] values = await ValuesAsync(test, arm.Key, told, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < told.Length; i++)
            {
                observations[arm.Key].Label(told[i].Record, values[i], told[i].At.UtcTicks);
            }
        }

        observations.TruthCursor = truths.Count == Chunk ? truths.Max(truth => truth.Id) : latest;
        return truths.Count == Chunk;
    }

    private async Task<double[]> ValuesAsync(AbTest test, int version, Labelled[] told, CancellationToken cancellationToken)
    {
        if (test.Settings.Metric == AbMetric.Value || told.Length == 0)
        {
            return [.. told.Select(truth => truth.Value!.Value)];
        }

        ModelVersion model = await registry.GetAsync(test.IdOf(version), cancellationToken).ConfigureAwait(false);
        var answers = new StoredAnswers(model, new ActualReader(model).Signature);
        Array.ForEach(told, truth => answers.Add(truth.Actual, truth.Outputs));
        return ValuesOf(test.Settings.Metric, answers.ToRows());
    }

    // Numbers as requests send them; anything else counts as none, and without one of each request nothing is taken out.
    private static double Covariate(string features, ModelSignature signature, string name) =>
        LoggedFeatures.ByName(features, signature).GetValueOrDefault(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;

    private sealed record Labelled(long Id, long Record, int Version, double Actual, double? Value, string Outputs, DateTimeOffset At);
}
