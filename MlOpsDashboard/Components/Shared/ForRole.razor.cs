using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Shows what a reader may do, and not what they would be refused. It spares them a click; the services do the refusing.</summary>
public sealed partial class ForRole : ComponentBase
{
    private bool _may;

    /// <summary>The least role that sees it.</summary>
    [Parameter, EditorRequired]
    public UserRole Least { get; set; }

    /// <summary>What the others see instead; null for nothing.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>What the others see instead where a sentence is not enough, such as a disabled button that says why.</summary>
    [Parameter]
    public RenderFragment? Instead { get; set; }

    /// <summary>What is shown.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    // Without it nothing tells who reads, and nothing is hidden.
    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() =>
        _may = Authentication is null || (await Authentication).User.AsActor().May(Least);
}
