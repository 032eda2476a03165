using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Answers the first question of the day: is everything well, and what is to be done next?</summary>
public sealed partial class Overview : LiveComponent
{
    private OverviewState? _state;

    [Inject]
    private OverviewReader Reader { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _state = await Reader.ReadAsync(Lifetime);
}
