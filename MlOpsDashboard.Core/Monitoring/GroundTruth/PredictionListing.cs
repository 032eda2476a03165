using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>
/// Lists stored predictions, with or without their truth. Each answer reads a bounded number of rows by an index, however
/// many millions are stored.
/// </summary>
public sealed class PredictionListing
{
    /// <summary>How many of the latest predictions are searched for uncertain ones, and at most looked through for one page.</summary>
    public const int Window = 10_000;

    private const int ChunkSize = 1_000;

    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly RegistryService _registry;

    internal PredictionListing(IDbContextFactory<MlOpsDbContext> contexts, RegistryService registry)
    {
        _contexts = contexts;
        _registry = registry;
    }

    /// <summary>One page. A page may be short, or empty, and still have a next one, when few rows are of the wanted kind.</summary>
    /// <param name="query">Which predictions.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">A field of the query is at fault.</exception>
    /// <exception cref="NotFoundException">There is no model of this name.</exception>
    public async Task<Page<LoggedAnswer>> ListAsync(PredictionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (string.IsNullOrEmpty(query.Model))
        {
            throw new InvalidException("model", "model is needed: the name of a registered model.");
        }

        PredictionCursor? cursor = PredictionCursor.Parse(query.Cursor, query.Order);
        await _registry.GetModelAsync(query.Model, cancellationToken).ConfigureAwait(false);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            (List<PredictionKey> keys, PredictionCursor? next) = query.Order == PredictionOrder.Newest
                ? await NewestAsync(context, query, cursor, cancellationToken).ConfigureAwait(false)
                : await UncertainAsync(context, query, cursor, cancellationToken).ConfigureAwait(false);
            return new Page<LoggedAnswer>(await DescribeAsync(context, keys, cancellationToken).ConfigureAwait(false), next?.Encode());
        }
    }

    /// <summary>What a person labels next.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="limit">Predictions at most.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<LabelList> ToLabelAsync(string model, int limit, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            List<PredictionKey> window = await ReadAsync(context, model, null, Window, cancellationToken).ConfigureAwait(false);
            List<PredictionKey> first = [.. Rank(window.Where(key => !key.Labelled)).Take(limit).Select(ranked => ranked.Key)];
            return new LabelList(
                await DescribeAsync(context, first, cancellationToken).ConfigureAwait(false), window.Count, window.Count(key => key.Labelled));
        }
    }

    private static async Task<(List<PredictionKey> Keys, PredictionCursor? Next)> NewestAsync(
        MlOpsDbContext context, PredictionQuery query, PredictionCursor? place, CancellationToken cancellationToken)
    {
        int chunk = query.Labelled is null ? query.Limit + 1 : ChunkSize;
        var found = new List<PredictionKey>();
        for (int seen = 0; seen < Window; seen += chunk)
        {
            List<PredictionKey> keys = await ReadAsync(context, query.Model, place, chunk, cancellationToken).ConfigureAwait(false);
            found.AddRange(keys.Where(key => query.Labelled is null || key.Labelled == query.Labelled));
            if (found.Count > query.Limit)
            {
                PredictionKey last = found[query.Limit - 1];
                return (found[..query.Limit], new PredictionCursor(query.Order, last.At, last.Id));
            }

            if (keys.Count < chunk)
            {
                return (found, null);
            }

            place = new PredictionCursor(query.Order, keys[^1].At, keys[^1].Id);
        }

        return (found, place);
    }

    // The window is that of the first page, so that rows which come in between do not push others from page to page.
    private static async Task<(List<PredictionKey> Keys, PredictionCursor? Next)> UncertainAsync(
        MlOpsDbContext context, PredictionQuery query, PredictionCursor? place, CancellationToken cancellationToken)
    {
        List<PredictionKey> window = await ReadAsync(context, query.Model, place, Window, cancellationToken).ConfigureAwait(false);
        (PredictionKey Key, double Margin)[] rest =
        [
            .. Rank(window.Where(key => query.Labelled is null || key.Labelled == query.Labelled)).SkipWhile(
                ranked => place is not null && (ranked.Margin < place.Margin || (ranked.Margin == place.Margin && ranked.Key.Id >= place.LastId)))
                .Take(query.Limit + 1),
        ];
        if (rest.Length <= query.Limit)
        {
            return ([.. rest.Select(ranked => ranked.Key)], null);
        }

        (PredictionKey last, double margin) = rest[query.Limit - 1];
        DateTimeOffset top = place?.At ?? window[0].At;
        return (
            [.. rest[..query.Limit].Select(ranked => ranked.Key)],
            new PredictionCursor(query.Order, top, place?.Id ?? window[0].Id + 1, margin, last.Id));
    }

    private static IEnumerable<(PredictionKey Key, double Margin)> Rank(IEnumerable<PredictionKey> keys) => keys
        .Select(key => (Key: key, key.Margin)).OrderBy(ranked => ranked.Margin).ThenByDescending(ranked => ranked.Key.Id);

    private static Task<List<PredictionKey>> ReadAsync(
        MlOpsDbContext context, string model, PredictionCursor? place, int count, CancellationToken cancellationToken)
    {
        IQueryable<PredictionRecord> records = context.Set<PredictionRecord>().AsNoTracking().Where(record => record.ModelName == model && record.Route != InstanceScorer.Shadow);
        if (place is not null)
        {
            // The first condition says nothing new, but it is the one that an index can begin at.
            records = records.Where(record => record.At <= place.At && (record.At < place.At || record.Id < place.Id));
        }

        return records.OrderByDescending(record => record.At).ThenByDescending(record => record.Id).Take(count)
            .Select(record => new PredictionKey(
                record.Id, record.At, record.Outputs, context.Set<Truth>().Any(truth => truth.RequestId == record.RequestId)))
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<LoggedAnswer>> DescribeAsync(
        MlOpsDbContext context, List<PredictionKey> keys, CancellationToken cancellationToken)
    {
        long[] ids = [.. keys.Select(key => key.Id)];
        Dictionary<long, PredictionRecord> records = await context.Set<PredictionRecord>().AsNoTracking()
            .Where(record => ids.Contains(record.Id)).ToDictionaryAsync(record => record.Id, cancellationToken).ConfigureAwait(false);
        string[] labelled = [.. keys.Where(key => key.Labelled).Select(key => records[key.Id].RequestId)];
        Dictionary<string, Truth> truths = await context.Set<Truth>().AsNoTracking().Where(truth => labelled.Contains(truth.RequestId))
            .ToDictionaryAsync(truth => truth.RequestId, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
        var readers = new VersionReaders(_registry);
        var answers = new List<LoggedAnswer>(keys.Count);
        foreach (PredictionRecord record in keys.Select(key => records[key.Id]))
        {
            ActualReader? reader = await readers.FindAsync(record.ModelName, record.ModelVersion, cancellationToken).ConfigureAwait(false);
            answers.Add(Describe(record, reader, truths.GetValueOrDefault(record.RequestId)));
        }

        return answers;
    }

    private static LoggedAnswer Describe(PredictionRecord record, ActualReader? reader, Truth? truth)
    {
        float[] outputs = JsonSerializer.Deserialize<float[]>(record.Outputs)!;
        IReadOnlyList<string> classes = reader?.Signature.Classes ?? [];
        KeyValuePair<string, double>[]? probabilities = classes.Count == outputs.Length && outputs.Length > 1
            ? [.. classes.Select((name, i) => KeyValuePair.Create(name, (double)outputs[i]))]
            : null;
        double margin = PredictionKey.MarginOf(outputs);
        return new LoggedAnswer
        {
            RequestId = record.RequestId,
            ModelName = record.ModelName,
            ModelVersion = record.ModelVersion,
            Route = record.Route,
            At = record.At,
            Features = LoggedFeatures.Read(record.Features, reader?.Signature),
            Prediction = record.Prediction,
            Confidence = probabilities?.FirstOrDefault(pair => pair.Key == record.Prediction).Value,
            Margin = double.IsFinite(margin) ? margin : null,
            Probabilities = probabilities,
            Actual = truth is null ? null : reader?.Text(truth.Actual),
            LabelledAt = truth?.At,
        };
    }
}
