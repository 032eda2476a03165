using System.Collections.Concurrent;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Counts the answers of models that have a roll-out as they are stored; costs the others one look-up a batch.</summary>
internal sealed class RolloutWatch : IPredictionObserver
{
    private readonly ConcurrentDictionary<string, RolloutCounter> _counters = new(StringComparer.Ordinal);

    /// <summary>The counter of a roll-out, which goes on from what was stored of it.</summary>
    /// <param name="rollout">As it is now.</param>
    public RolloutCounter Of(Rollout rollout)
    {
        RolloutCounter counter = _counters.AddOrUpdate(
            rollout.ModelName,
            _ => new RolloutCounter(rollout),
            (_, known) => known.RolloutId == rollout.Id ? known : new RolloutCounter(rollout));
        counter.Follow(rollout);
        return counter;
    }

    /// <summary>Forgets the counters of all other models.</summary>
    /// <param name="models">Those with a roll-out.</param>
    public void Keep(IReadOnlyCollection<string> models)
    {
        foreach (string gone in _counters.Keys.Except(models, StringComparer.Ordinal))
        {
            _counters.TryRemove(gone, out _);
        }
    }

    /// <inheritdoc/>
    public Task StoredAsync(IReadOnlyList<LoggedPrediction> predictions, CancellationToken cancellationToken)
    {
        if (!_counters.IsEmpty)
        {
            foreach (LoggedPrediction prediction in predictions)
            {
                if (_counters.TryGetValue(prediction.ModelName, out RolloutCounter? counter))
                {
                    counter.Add(prediction);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
