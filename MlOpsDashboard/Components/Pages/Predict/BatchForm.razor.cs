using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Components.Uploads;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>Asks for a model and a table, and hands both over as a job.</summary>
public sealed partial class BatchForm : UploadingComponent
{
    private IReadOnlyList<KeyValuePair<string, string>> _versions = [];
    private string? _name;
    private string? _modelId;
    private string? _dataset;
    private IBrowserFile? _file;

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
        if (_modelId is not { } modelId || (_file is null && _dataset is null))
        {
            return;
        }

        await UploadAsync(async (actor, cancellationToken) =>
        {
            using StagedArtifact? staged = _file is null ? null : await SendAsync(_file, cancellationToken);
            var request = new BatchRequest { ModelId = modelId, Dataset = staged is null ? _dataset : null };
            await Batch.StartAsync(request, staged, _file?.Name, actor, null, cancellationToken);
            (_file, _dataset) = (null, null);
        });
    }
}
