using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>What people say of a version.</summary>
public sealed partial class VersionComments : ActingComponent
{
    private IReadOnlyList<ModelComment> _comments = [];
    private string? _words;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public string ModelId { get; set; } = "";

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task CommentAsync() => ActAsync(async actor =>
    {
        await Registry.CommentAsync(ModelId, _words ?? "", actor, Lifetime);
        _words = null;
        await ReadAsync();
    });

    private async Task ReadAsync()
    {
        try
        {
            _comments = await Registry.CommentsAsync(ModelId, Lifetime);
        }
        catch (NotFoundException exception)
        {
            Error = exception;
        }
    }
}
