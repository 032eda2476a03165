using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Judges versions by what turned out to be true.</summary>
public sealed class QualityService
{
    /// <summary>The most labelled predictions that a version is judged by; the latest count.</summary>
    public const int MostRows = 20_000;

    private const int MostPoints = 48;

    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly RegistryService _registry;
    private readonly MonitoringQueries _traffic;

    internal QualityService(IDbContextFactory<MlOpsDbContext> contexts, RegistryService registry, MonitoringQueries traffic)
    {
        _contexts = contexts;
        _registry = registry;
        _traffic = traffic;
    }

    /// <summary>The quality of each version with labelled predictions of a range of time.</summary>
    /// <param name="query">The range, by the time of the predictions.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The range is none; the field is named.</exception>
    public async Task<IReadOnlyList<VersionQuality>> ReadAsync(MonitoringQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        TrafficReport traffic = await _traffic.ReadAsync(query with { Points = 1 }, cancellationToken).ConfigureAwait(false);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<Truth> truths = context.Set<Truth>().AsNoTracking()
                .Where(truth => (query.Model == null || truth.ModelName == query.Model) && truth.PredictedAt >= query.From && truth.PredictedAt < query.To);
            var versions = await truths.GroupBy(truth => new { truth.ModelName, truth.ModelVersion })
                .Select(group => new { group.Key.ModelName, group.Key.ModelVersion, Count = group.Count() })
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            var judged = new List<VersionQuality>();
            foreach (var version in versions.OrderBy(v => v.ModelName, StringComparer.Ordinal).ThenByDescending(v => v.ModelVersion))
            {
                List<Labelled> rows = await LatestAsync(truths, version.ModelName, version.ModelVersion, MostRows, cancellationToken).ConfigureAwait(false);
                long made = traffic.Versions.Where(v => v.Total.Model == version.ModelName && v.Total.Version == version.ModelVersion)
                    .Sum(v => v.Total.Requests - v.Total.Errors - v.Total.Rejected);
                if (await FindAsync(version.ModelName, version.ModelVersion, cancellationToken).ConfigureAwait(false) is { } model)
                {
                    judged.Add(Judge(model, rows, version.Count, Math.Max(made, version.Count), query));
                }
            }

            return judged;
        }
    }

    /// <summary>Accuracy or RMSE of each version with labelled predictions of a range of time, and nothing else: cheap enough for every minute.</summary>
    /// <param name="from">The first moment, by the time of the predictions.</param>
    /// <param name="to">The moment after the last.</param>
    /// <param name="most">The most labelled predictions that a version is judged by; the latest count.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task<IReadOnlyList<MainQuality>> ReadMainAsync(DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<Truth> truths = context.Set<Truth>().AsNoTracking().Where(truth => truth.PredictedAt >= from && truth.PredictedAt < to);
            var versions = await truths.Select(truth => new { truth.ModelName, truth.ModelVersion }).Distinct()
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            var judged = new List<MainQuality>();
            foreach (var version in versions)
            {
                List<Labelled> rows = await LatestAsync(truths, version.ModelName, version.ModelVersion, most, cancellationToken).ConfigureAwait(false);
                if (rows.Count > 0 && await FindAsync(version.ModelName, version.ModelVersion, cancellationToken).ConfigureAwait(false) is { } model)
                {
                    ModelSignature signature = new ActualReader(model).Signature;
                    judged.Add(new(model.Name, model.Version, signature.Task == TaskKind.Regression, rows.Count, QualityMetrics.Main(Score(model, signature, rows)).Value));
                }
            }

            return judged;
        }
    }

    /// <summary>Names the latest truth: while it stays, no version of a model is better or worse than before. 0 without any.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<long> LatestTruthAsync(CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Set<Truth>().MaxAsync(truth => (long?)truth.Id, cancellationToken).ConfigureAwait(false) ?? 0;
        }
    }

    /// <summary>The bare metrics of one version on its labelled predictions of a range of time.</summary>
    /// <param name="model">The version.</param>
    /// <param name="from">The first moment, by the time of the predictions.</param>
    /// <param name="to">The moment after the last.</param>
    /// <param name="most">The most labelled predictions that it is judged by; the latest count.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task<(int Judged, IReadOnlyDictionary<string, double> Metrics)> MeasureAsync(
        ModelVersion model, DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<Truth> truths = context.Set<Truth>().AsNoTracking().Where(truth => truth.PredictedAt >= from && truth.PredictedAt < to);
            List<Labelled> rows = await LatestAsync(truths, model.Name, model.Version, most, cancellationToken).ConfigureAwait(false);
            return rows.Count == 0
                ? (0, new Dictionary<string, double>(StringComparer.Ordinal))
                : (rows.Count, QualityMetrics.Bare(Score(model, new ActualReader(model).Signature, rows)));
        }
    }

    private static Task<List<Labelled>> LatestAsync(IQueryable<Truth> truths, string name, int version, int most, CancellationToken cancellationToken) =>
        truths.Where(truth => truth.ModelName == name && truth.ModelVersion == version)
            .OrderByDescending(truth => truth.PredictedAt).Take(most)
            .Select(truth => new Labelled(truth.PredictedAt, truth.Actual, truth.Outputs))
            .ToListAsync(cancellationToken);

    private async Task<ModelVersion?> FindAsync(string name, int version, CancellationToken cancellationToken)
    {
        try
        {
            return await _registry.GetAsync($"{name}:{version}", cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private static VersionQuality Judge(ModelVersion model, List<Labelled> rows, int labelled, long made, MonitoringQuery query)
    {
        ModelSignature signature = new ActualReader(model).Signature;
        ScoredRows scored = Score(model, signature, rows);
        Curves curves = Curves.Of(scored, signature.Classes);
        TimeSpan step = TimeSpan.FromHours(Math.Max(1, Math.Ceiling((query.To - query.From).TotalHours / MostPoints)));
        return new VersionQuality
        {
            Model = model.Name,
            Version = model.Version,
            Task = signature.Task,
            Predictions = made,
            Labelled = labelled,
            Judged = rows.Count,
            Metrics = QualityMetrics.Of(scored),
            CalibrationError = curves.CalibrationError,
            Series = Series(scored, rows, step, signature.Classes.Count),
        };
    }

    // The rows come by time, the latest first, so those of one stretch lie together.
    private static List<QualityPoint> Series(ScoredRows scored, List<Labelled> rows, TimeSpan step, int classes)
    {
        var points = new List<QualityPoint>();
        int outputs = scored.OutputCount;
        int begin = 0;
        while (begin < rows.Count)
        {
            DateTimeOffset at = RollupTime.Floor(rows[begin].PredictedAt, step);
            int end = begin + 1;
            while (end < rows.Count && rows[end].PredictedAt >= at)
            {
                end++;
            }

            var part = new ScoredRows(scored.Task, scored.Target[begin..end], scored.Outputs[(begin * outputs)..(end * outputs)], classes, scored.Threshold) { Offset = scored.Offset };
            points.Add(new QualityPoint(at, end - begin, QualityMetrics.Main(part)));
            begin = end;
        }

        points.Reverse();
        return points;
    }

    private static ScoredRows Score(ModelVersion model, ModelSignature signature, List<Labelled> rows)
    {
        var answers = new StoredAnswers(model, signature);
        rows.ForEach(row => answers.Add(row.Actual, row.Outputs));
        return answers.ToRows();
    }

    private sealed record Labelled(DateTimeOffset PredictedAt, double Actual, string Outputs);
}
