using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Controls;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Puts a version into production by one click; once it is there, leads to where it can be asked.</summary>
public sealed partial class PromoteButton : ActingComponent
{
    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>Whether it is small, as in a table.</summary>
    [Parameter]
    public bool Small { get; set; } = true;

    /// <summary>What its model asks for first; null for nothing.</summary>
    [Parameter]
    public StagePolicy? Policy { get; set; }

    /// <summary>Called when the version is in production.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Told why it is not.</summary>
    [Parameter]
    public EventCallback<object?> Failed { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    private string Words => Small ? $"Promote version {Version.Version}" : "Promote to production";

    private string? Label => Small ? $"Promote version {Version.Version} of {Version.Name}" : null;

    private ButtonKind Kind => Small ? ButtonKind.Secondary : ButtonKind.Primary;

    private async Task PromoteAsync()
    {
        bool done = await TryActAsync(actor => Registry.MoveAsync(Version.ModelId, Version.Stage, ModelStage.Production, null, actor, CancellationToken.None));
        await (done ? Changed.InvokeAsync() : Failed.InvokeAsync(Error));
    }
}
