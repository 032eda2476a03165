using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Registry;

/// <summary>What happens to model versions, live: moves between stages, the trash. The key of a subscription is a model's name.</summary>
public sealed class StageFeed(TimeProvider clock) : IStageObserver
{
    private readonly LiveFeed<StageEvent> _feed = new(clock, item => item.Name);

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="model">The model to watch; null for all.</param>
    public LiveSubscription<StageEvent> Subscribe(string? model = null) => _feed.Subscribe(model);

    /// <inheritdoc/>
    public Task OnStageChangedAsync(StageChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        _feed.Publish(change.Event);
        return Task.CompletedTask;
    }
}
