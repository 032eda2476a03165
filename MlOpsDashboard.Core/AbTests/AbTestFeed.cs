using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>How A/B tests go on, live. The key of a subscription is a test's identifier.</summary>
public sealed class AbTestFeed(TimeProvider clock)
{
    private readonly LiveFeed<AbTest> _feed = new(clock, test => test.Id);

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="testId">The test to watch; null for all.</param>
    public LiveSubscription<AbTest> Subscribe(string? testId = null) => _feed.Subscribe(testId);

    internal void Publish(AbTest test) => _feed.Publish(test);
}
