using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>What becomes of requests, live, and how many of them wait. The key of a subscription is a model's name.</summary>
public sealed class ApprovalFeed(TimeProvider clock)
{
    private readonly LiveFeed<ApprovalRequest> _feed = new(clock, item => item.ModelName);
    private int _waiting;

    /// <summary>How many wait now.</summary>
    public int Waiting
    {
        get => Volatile.Read(ref _waiting);
        internal set => Volatile.Write(ref _waiting, value);
    }

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="model">The model to watch; null for all.</param>
    public LiveSubscription<ApprovalRequest> Subscribe(string? model = null) => _feed.Subscribe(model);

    /// <summary>Tells of a request.</summary>
    /// <param name="request">As it is now.</param>
    /// <param name="waiting">How many wait now.</param>
    internal void Publish(ApprovalRequest request, int waiting)
    {
        Waiting = waiting;
        _feed.Publish(request);
    }
}
