using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>How roll-outs go on, live. The key of a subscription is a model's name.</summary>
public sealed class RolloutFeed(TimeProvider clock)
{
    private readonly LiveFeed<Rollout> _feed = new(clock, item => item.ModelName);

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="model">The model to watch; null for all.</param>
    public LiveSubscription<Rollout> Subscribe(string? model = null) => _feed.Subscribe(model);

    internal void Publish(Rollout rollout) => _feed.Publish(rollout);
}
