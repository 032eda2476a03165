using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Pages.Experiments;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>One version: what it is, where it came from, what people say of it, and where it can go.</summary>
public sealed partial class VersionDetails : LiveComponent
{
    private const int MostRows = 30;

    private IReadOnlyList<ModelComment> _comments = [];
    private IReadOnlyDictionary<string, string> _signature = new Dictionary<string, string>(StringComparer.Ordinal);
    private IReadOnlyList<MetricFigure> _figures = [];
    private bool _whole;
    private StageMove? _move;
    private bool _busy;
    private string? _comment;
    private string? _words;
    private Exception? _error;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>Called when something changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _signature = SignatureRows.Of(Version);
        _figures = MetricFigure.Of(Version.Metrics, value => value);
        try
        {
            _comments = await Registry.CommentsAsync(Version.ModelId, Lifetime);
        }
        catch (NotFoundException exception)
        {
            _error = exception;
        }
        catch (OperationCanceledException) when (Lifetime.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private Task MoveAsync() => DoAsync(async actor =>
    {
        if (_move is { } move)
        {
            await Registry.MoveAsync(Version.ModelId, move.Seen, move.Stage, _comment, actor, CancellationToken.None);
            (_move, _comment) = (null, null);
        }
    });

    private Task CommentAsync() => DoAsync(async actor =>
    {
        await Registry.CommentAsync(Version.ModelId, _words ?? "", actor, Lifetime);
        _words = null;
    });

    private async Task DeleteAsync()
    {
        if (await Confirm.AskAsync($"Delete {Version.ModelId}?", "The version goes to the trash, from where it can be restored.", "Delete"))
        {
            await DoAsync(actor => Registry.DeleteAsync(Version.ModelId, null, actor, Lifetime));
        }
    }

    private async Task DoAsync(Func<Actor, Task> action)
    {
        _busy = true;
        try
        {
            await action((await Authentication.GetAuthenticationStateAsync()).User.AsActor());
            _error = null;
            await Changed.InvokeAsync();
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException or InvalidException or ForbiddenException)
        {
            _error = exception;
        }
        finally
        {
            _busy = false;
        }
    }
}
