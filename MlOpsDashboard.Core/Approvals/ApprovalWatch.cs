using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Ends requests that a change of their version has left without a meaning.</summary>
internal sealed class ApprovalWatch(ApprovalStore store, ApprovalFeed feed) : IStageObserver
{
    /// <inheritdoc/>
    public async Task OnStageChangedAsync(StageChange change, CancellationToken cancellationToken)
    {
        StageEvent happened = change.Event;
        string modelId = ModelReference.Id(happened.Name, happened.Version);
        string? reason = happened switch
        {
            { Kind: StageEventKind.Deleted } => $"{modelId} was moved to the trash by {happened.Actor}.",
            { Kind: StageEventKind.Moved, ToStage: ModelStage.Archived } => $"{modelId} was archived by {happened.Actor}.",
            { Kind: StageEventKind.Moved, ToStage: ModelStage.Production } => $"{modelId} was put into production by {happened.Actor}.",
            _ => null,
        };
        if (reason is not null
            && await store.FindPendingAsync(modelId, cancellationToken) is { } waiting
            && await store.TryEndAsync(waiting, new ApprovalEnd(ApprovalState.Outdated, null, reason), cancellationToken)
            && await store.FindAsync(waiting.Id, cancellationToken) is { } ended)
        {
            feed.Publish(ended, await store.CountPendingAsync(cancellationToken));
        }
    }
}
