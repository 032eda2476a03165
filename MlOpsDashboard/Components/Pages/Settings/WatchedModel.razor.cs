using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Settings;

/// <summary>From where on the data of a model has drifted, and whether it is trained anew by itself.</summary>
public sealed partial class WatchedModel : LiveComponent
{
    private IReadOnlyList<string>? _models;
    private string? _model;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Page<ModelRow> page = await Registry.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _models = [.. page.Items.Where(row => row.Production is not null).Select(row => row.Model.Name)];
        _model = _models.Count > 0 ? _models[0] : null;
    }

    private string Link(string page) => $"{page}?model={Uri.EscapeDataString(_model!)}";
}
