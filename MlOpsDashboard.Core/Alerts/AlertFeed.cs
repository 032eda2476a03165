using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>What happens with alerts, live, and how many of them fire.</summary>
public sealed class AlertFeed(TimeProvider clock)
{
    private readonly LiveFeed<AlertNews> _feed = new(clock, news => news.ToString());
    private int _firing;

    /// <summary>How many alerts fire now.</summary>
    public int Firing
    {
        get => Volatile.Read(ref _firing);
        internal set => Volatile.Write(ref _firing, value);
    }

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="only">One kind of news; null for all.</param>
    public LiveSubscription<AlertNews> Subscribe(AlertNews? only = null) => _feed.Subscribe(only?.ToString());

    internal void Publish(AlertNews news) => _feed.Publish(news);
}
