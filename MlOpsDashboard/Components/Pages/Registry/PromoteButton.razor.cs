using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Puts a version into production by one click; once it is there, leads to where it can be asked.</summary>
public sealed partial class PromoteButton : ComponentBase
{
    private bool _busy;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>Whether it is small, as in a table.</summary>
    [Parameter]
    public bool Small { get; set; } = true;

    /// <summary>Called when the version is in production.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Told why it is not.</summary>
    [Parameter]
    public EventCallback<Exception> Failed { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = default!;

    private async Task PromoteAsync()
    {
        _busy = true;
        try
        {
            Actor actor = (await Authentication.GetAuthenticationStateAsync()).User.AsActor();
            await Registry.MoveAsync(Version.ModelId, Version.Stage, ModelStage.Production, null, actor, CancellationToken.None);
            await Changed.InvokeAsync();
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException or InvalidException or ForbiddenException)
        {
            await Failed.InvokeAsync(exception);
        }
        finally
        {
            _busy = false;
        }
    }
}
