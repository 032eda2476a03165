using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>What people say of a version.</summary>
public sealed partial class VersionComments : LiveComponent
{
    private IReadOnlyList<ModelComment> _comments = [];
    private string? _words;
    private Exception? _error;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public string ModelId { get; set; } = "";

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => TryAsync(() => Task.CompletedTask);

    private Task CommentAsync() => TryAsync(async () =>
    {
        Actor actor = (await Authentication.GetAuthenticationStateAsync()).User.AsActor();
        await Registry.CommentAsync(ModelId, _words ?? "", actor, Lifetime);
        _words = null;
    });

    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
            _comments = await Registry.CommentsAsync(ModelId, Lifetime);
            _error = null;
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException or ForbiddenException)
        {
            _error = exception;
        }
    }
}
