using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>How comparisons go on, live. The key of a subscription is a comparison's identifier.</summary>
public sealed class ComparisonFeed(TimeProvider clock)
{
    private readonly LiveFeed<Comparison> _feed = new(clock, item => item.Id);

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="id">The comparison to watch; null for all.</param>
    public LiveSubscription<Comparison> Subscribe(string? id = null) => _feed.Subscribe(id);

    internal void Publish(Comparison comparison) => _feed.Publish(comparison);
}
