using Microsoft.Extensions.Hosting;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Counts at the start what has waited since before it.</summary>
internal sealed class ApprovalStarter(ApprovalStore store, ApprovalFeed feed) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken) => feed.Waiting = await store.CountPendingAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
