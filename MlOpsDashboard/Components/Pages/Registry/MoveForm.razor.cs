using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Moves a version to another stage, with a reason for the history.</summary>
public sealed partial class MoveForm : ActingComponent
{
    private string? _comment;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>Where it goes.</summary>
    [Parameter, EditorRequired]
    public StageMove Move { get; set; } = default!;

    /// <summary>Called when it is there.</summary>
    [Parameter]
    public EventCallback Done { get; set; }

    /// <summary>Told why it is not.</summary>
    [Parameter]
    public EventCallback<object?> Failed { get; set; }

    /// <summary>Called when it is not to be moved.</summary>
    [Parameter]
    public EventCallback<MouseEventArgs> Left { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    private async Task MoveAsync()
    {
        bool done = await TryActAsync(actor => Registry.MoveAsync(Version.ModelId, Move.Seen, Move.Stage, _comment, actor, CancellationToken.None));
        await (done ? Done.InvokeAsync() : Failed.InvokeAsync(Error));
    }
}
