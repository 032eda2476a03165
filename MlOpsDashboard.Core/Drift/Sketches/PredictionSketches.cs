using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>
/// Sketches what is predicted, version by version, in stretches of an hour or of <see cref="OpenSketch.MostRows"/> rows: told by the log's writer of what it
/// has stored, and itself storing the stretches now and then. What was sketched since the last storing is lost when the program is killed; the log
/// has the rows all the same.
/// </summary>
internal sealed partial class PredictionSketches(RegistryService registry, SketchStore store, TimeProvider clock, ILogger<PredictionSketches> logger) : IPredictionObserver, IDisposable
{
    private const int RowsBetweenYields = 64;

    // A batch of more rows gets a thread of its own, so that the few threads of the pool are left to requests.
    private const int LargeBatch = 64;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _storing = new(1);
    private readonly VersionReaders _readers = new(registry);
    private readonly Dictionary<(string, int), OpenSketch> _open = [];
    private readonly Dictionary<string, StoredSketch> _waiting = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task StoredAsync(IReadOnlyList<LoggedPrediction> predictions, CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync(predictions, cancellationToken);
            if (predictions.Count < LargeBatch)
            {
                Add(predictions);
            }
            else
            {
                await Task.Factory.StartNew(() => Add(predictions), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnsketched(exception, predictions.Count);
        }
    }

    /// <inheritdoc/>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            LogLost(exception);
        }
    }

    /// <summary>Stores what has changed.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _storing.WaitAsync(cancellationToken);
        try
        {
            StoredSketch[] changed = Changed();
            if (changed.Length > 0)
            {
                await store.SaveAsync(changed, cancellationToken);
                Forget(changed);
            }
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _storing.Dispose();

    private async Task OpenAsync(IReadOnlyList<LoggedPrediction> predictions, CancellationToken cancellationToken)
    {
        foreach ((string model, int version) in predictions.Where(IsTraffic).Select(one => (one.ModelName, one.ModelVersion)).Distinct())
        {
            if (!_open.ContainsKey((model, version)) && await _readers.FindAsync(model, version, cancellationToken) is { } reader)
            {
                lock (_gate)
                {
                    _open[(model, version)] = new OpenSketch(model, version, reader.Signature, clock);
                }
            }
        }
    }

    private void Add(IReadOnlyList<LoggedPrediction> predictions)
    {
        for (int begin = 0; begin < predictions.Count; begin += RowsBetweenYields)
        {
            lock (_gate)
            {
                for (int i = begin; i < Math.Min(predictions.Count, begin + RowsBetweenYields); i++)
                {
                    if (IsTraffic(predictions[i]) && _open.TryGetValue((predictions[i].ModelName, predictions[i].ModelVersion), out OpenSketch? open)
                        && open.Add(predictions[i]) is { } whole)
                    {
                        _waiting[whole.Id] = whole;
                    }
                }
            }

            // A request that waits for a core gets it now, not after the whole time slice of this thread.
            Thread.Yield();
        }
    }

    // They wait until they are stored, however often that fails.
    private StoredSketch[] Changed()
    {
        lock (_gate)
        {
            foreach (OpenSketch open in _open.Values)
            {
                if (open.Take() is { } changed)
                {
                    _waiting[changed.Id] = changed;
                }
            }

            return [.. _waiting.Values];
        }
    }

    private void Forget(StoredSketch[] stored)
    {
        lock (_gate)
        {
            foreach (StoredSketch one in stored)
            {
                // It may have grown whole meanwhile.
                if (_waiting.TryGetValue(one.Id, out StoredSketch? waiting) && waiting == one)
                {
                    _waiting.Remove(one.Id);
                }
            }
        }
    }

    // What somebody tried out on the page is no traffic, and what a candidate answered in the background is none of its own.
    private static bool IsTraffic(LoggedPrediction prediction) => InstanceScorer.IsTraffic(prediction.Route);

    [LoggerMessage(Level = LogLevel.Error, Message = "The latest sketches of predictions could not be stored before the stop; the log has the predictions")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} predictions could not be sketched for checks of drift; the log has them")]
    private partial void LogUnsketched(Exception exception, int count);
}
