using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>How retrainings go on, live. The key of a subscription is a model's name.</summary>
public sealed class RetrainingFeed(TimeProvider clock)
{
    private readonly LiveFeed<RetrainingDecision> _feed = new(clock, item => item.ModelName);

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="model">The model to watch; null for all.</param>
    public LiveSubscription<RetrainingDecision> Subscribe(string? model = null) => _feed.Subscribe(model);

    internal void Publish(RetrainingDecision decision) => _feed.Publish(decision);
}
