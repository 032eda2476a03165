using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>What becomes of requests, live. The key of a subscription is a model's name.</summary>
public sealed class ApprovalFeed(TimeProvider clock)
{
    private readonly LiveFeed<ApprovalRequest> _feed = new(clock, item => item.ModelName);

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="model">The model to watch; null for all.</param>
    public LiveSubscription<ApprovalRequest> Subscribe(string? model = null) => _feed.Subscribe(model);

    internal void Publish(ApprovalRequest request) => _feed.Publish(request);
}
