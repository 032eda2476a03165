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

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Watch(Feed.Subscribe(), _ => _waiting = Feed.Waiting);
        _waiting = Feed.Waiting;
    }
}
