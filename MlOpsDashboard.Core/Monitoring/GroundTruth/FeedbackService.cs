using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Takes in what turned out to be true, once for each prediction; late by days is normal.</summary>
public sealed class FeedbackService
{
    private const int ChunkSize = 500;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly RegistryService _registry;
    private readonly PredictionLog _log;
    private readonly TimeProvider _clock;

    internal FeedbackService(IDbContextFactory<MlOpsDbContext> contexts, RegistryService registry, PredictionLog log, TimeProvider clock)
    {
        _contexts = contexts;
        _registry = registry;
        _log = log;
        _clock = clock;
    }

    /// <summary>Takes items in. A faulty one does not keep the others out.</summary>
    /// <param name="items">The items.</param>
    /// <param name="actor">Who tells them.</param>
    /// <param name="cancellationToken">Ends the work; what was stored stays, and may be sent again.</param>
    /// <returns>What became of each, in order.</returns>
    /// <exception cref="UnavailableException">The predictions may be among those that wait to be stored, and cannot be at present.</exception>
    public async Task<IReadOnlyList<FeedbackOutcome>> AddAsync(IReadOnlyList<FeedbackItem> items, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Viewer);
        ArgumentNullException.ThrowIfNull(items);
        var outcomes = new List<FeedbackOutcome>(items.Count);
        var readers = new VersionReaders(_registry);
        foreach (FeedbackItem[] chunk in items.Chunk(ChunkSize))
        {
            List<FeedbackOutcome>? done = null;
            while (done is null)
            {
                // Somebody else may store the truth of the same prediction at the same moment: then the second look finds it.
                done = await TryAddAsync(chunk, readers, actor.Name, cancellationToken).ConfigureAwait(false);
            }

            outcomes.AddRange(done);
        }

        return outcomes;
    }

    private async Task<List<FeedbackOutcome>?> TryAddAsync(
        FeedbackItem[] chunk, VersionReaders readers, string actor, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            string[] ids = [.. chunk.Select(item => item.RequestId).Distinct(StringComparer.Ordinal)];
            Dictionary<string, Truth> known = await context.Set<Truth>().AsNoTracking().Where(truth => ids.Contains(truth.RequestId))
                .ToDictionaryAsync(truth => truth.RequestId, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
            Dictionary<string, PredictionRecord> predictions = await FindAsync(context, ids, cancellationToken).ConfigureAwait(false);
            var outcomes = new List<FeedbackOutcome>(chunk.Length);
            foreach (FeedbackItem item in chunk)
            {
                PredictionRecord? prediction = predictions.GetValueOrDefault(item.RequestId);
                ActualReader? reader = prediction is null ? null : await readers.FindAsync(prediction.ModelName, prediction.ModelVersion, cancellationToken).ConfigureAwait(false);
                outcomes.Add(Judge(item, prediction, reader, known, actor));
            }

            context.AddRange(known.Values.Where(truth => truth.Id == 0));
            try
            {
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                return outcomes;
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                return null;
            }
        }
    }

    private FeedbackOutcome Judge(FeedbackItem item, PredictionRecord? prediction, ActualReader? reader, Dictionary<string, Truth> known, string actor)
    {
        if (prediction is null)
        {
            return new(item, FeedbackStatus.Unknown, $"There is no prediction '{item.RequestId}'.");
        }

        if (reader is null)
        {
            return new(item, FeedbackStatus.Unknown, $"{prediction.ModelName}:{prediction.ModelVersion}, which made the prediction, is not there any more.");
        }

        double actual = reader.Read(item.Actual, out string? fault);
        if (fault is not null)
        {
            return new(item, FeedbackStatus.Invalid, fault);
        }

        if (known.TryGetValue(item.RequestId, out Truth? earlier))
        {
            return !earlier.Actual.Equals(actual) ? new(item, FeedbackStatus.Conflict, $"Another value is known of the prediction '{item.RequestId}'; it stays.")
                : item.Value is { } worth && earlier.Value?.Equals(worth) != true
                    ? new(item, FeedbackStatus.Conflict, $"The truth of the prediction '{item.RequestId}' is known {(earlier.Value is null ? "without a value, which must come with it" : "with another value")}; it stays.")
                : new(item, FeedbackStatus.Repeated);
        }

        known[item.RequestId] = new Truth
        {
            RequestId = item.RequestId,
            ModelName = prediction.ModelName,
            ModelVersion = prediction.ModelVersion,
            PredictedAt = prediction.At,
            Actual = actual,
            Value = item.Value,
            Outputs = prediction.Outputs,
            At = _clock.GetUtcNow(),
            Actor = actor,
        };
        return new(item, FeedbackStatus.Accepted);
    }

    // The log is written behind the answers: whoever tells the truth at once must not hear that there was no prediction.
    private async Task<Dictionary<string, PredictionRecord>> FindAsync(MlOpsDbContext context, string[] ids, CancellationToken cancellationToken)
    {
        long answered = _log.Accepted;
        long started = _clock.GetTimestamp();
        while (true)
        {
            bool all = _log.Stored >= answered;
            Dictionary<string, PredictionRecord> found = await context.Set<PredictionRecord>().AsNoTracking().Where(record => ids.Contains(record.RequestId))
                .ToDictionaryAsync(record => record.RequestId, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
            if (all || found.Count == ids.Length || _clock.GetElapsedTime(started) > s_longestWait)
            {
                return found;
            }

            if (_log.Trouble is { } trouble)
            {
                throw new UnavailableException($"Some of these predictions are not stored yet, or unknown. {trouble.Sentence}", StorageFault.RetryAfter);
            }

            await Task.Delay(s_pace, _clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
