using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Alerts;

namespace MlOpsDashboard.Components.Layout;

/// <summary>How many alerts fire; nothing while none does.</summary>
public sealed partial class FiringCount : LiveComponent
{
    private int _firing;

    [Inject]
    private AlertFeed Feed { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Watch(Feed.Subscribe(AlertNews.StateChanged), _ => _firing = Feed.Firing);
        _firing = Feed.Firing;
    }
}
