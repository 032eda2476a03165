using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Layout;

/// <summary>The version that went to production last, and how many others are there.</summary>
public sealed partial class CurrentModel : LiveComponent
{
    private static readonly PageQuery s_all = new(PageQuery.MaxLimit);

    private string? _readFor;
    private IReadOnlyList<ModelVersion> _serving = [];

    /// <summary>The address of the page that is shown: the models are read anew with each page.</summary>
    [Parameter, EditorRequired]
    public string Location { get; set; } = "";

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private StageFeed Stages { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Stages.Subscribe(), _ => ReadAsync());

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_readFor == Location)
        {
            return;
        }

        _readFor = Location;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        Page<ModelRow> models = await Registry.ListAsync(s_all, Lifetime);
        _serving = [.. models.Items.Select(row => row.Production).OfType<ModelVersion>().OrderByDescending(version => version.StageSince)];
    }
}
