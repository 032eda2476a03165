using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Approvals;

namespace MlOpsDashboard.Components.Layout;

/// <summary>How many requests for production wait; nothing while none does.</summary>
public sealed partial class WaitingCount : LiveComponent
{
    private int _waiting;

    [Inject]
    private ApprovalFeed Feed { get; set; } = default!;

    [Inject]
    private ApprovalService Approvals { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Watch(Feed.Subscribe(), _ => CountAsync());
        return CountAsync();
    }

    private async Task CountAsync() => _waiting = await Approvals.CountPendingAsync(Lifetime);
}
