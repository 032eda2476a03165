using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Pages.Data;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>Asks for a model and a table, and hands both over as a job.</summary>
public sealed partial class BatchForm : LiveComponent
{
    private IReadOnlyList<KeyValuePair<string, string>> _versions = [];
    private string? _name;
    private string? _modelId;
    private string? _dataset;
    private IBrowserFile? _file;
    private CancellationTokenSource? _sending;
    private int _percent;
    private object? _error;

    /// <summary>The models to choose from.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ModelRow> Models { get; set; } = [];

    /// <summary>The data sets to choose from: the latest version of each.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<DatasetVersion> Datasets { get; set; } = [];

    [Inject]
    private BatchService Batch { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private IOptions<DatasetOptions> Options { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool IsSending => _sending is not null;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() =>
        ChooseModelAsync((Models.FirstOrDefault(row => row.Production is not null) ?? Models[0]).Model.Name);

    private async Task ChooseModelAsync(string name)
    {
        _name = name;
        _versions = await VersionChoices.ReadAsync(Registry, name, Lifetime);
        _modelId = _versions.Count > 0 ? _versions[0].Key : null;
    }

    private async Task StartAsync()
    {
        if (IsSending || _modelId is null || (_file is null && _dataset is null))
        {
            return;
        }

        (_error, _percent) = (null, 0);
        _sending = CancellationTokenSource.CreateLinkedTokenSource(Lifetime);
        try
        {
            Actor actor = (await Authentication).User.AsActor();
            using StagedArtifact? staged = _file is null ? null : await SendAsync(_file, _sending.Token);
            var request = new BatchRequest { ModelId = _modelId, Dataset = staged is null ? _dataset : null };
            await Batch.StartAsync(request, staged, _file?.Name, actor, null, _sending.Token);
            (_file, _dataset) = (null, null);
        }
        catch (Exception exception) when (exception is InvalidException or NotFoundException or ConflictException or ForbiddenException)
        {
            _error = exception;
        }
        catch (OperationCanceledException) when (_sending.IsCancellationRequested)
        {
            _error = Lifetime.IsCancellationRequested ? null : "The upload was cancelled; nothing was stored.";
        }
        finally
        {
            _sending.Dispose();
            _sending = null;
        }
    }

    private async Task<StagedArtifact> SendAsync(IBrowserFile file, CancellationToken cancellationToken)
    {
        await using Stream stream = file.OpenReadStream(Options.Value.MaxBytes, cancellationToken);
        await using var watched = new ProgressStream(stream, file.Size, percent => InvokeAsync(() =>
        {
            _percent = percent;
            StateHasChanged();
        }));
        return await Batch.StageAsync(watched, cancellationToken);
    }

    private Task CancelAsync() => _sending?.CancelAsync() ?? Task.CompletedTask;
}
