using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Which models are there, and which version of each is in production?</summary>
public sealed partial class RegisteredModels : LiveComponent
{
    private const int PageSize = 50;
    private IReadOnlyList<ModelRow>? _rows;
    private bool _next;

    /// <summary>Which page of the list, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    private int Number => QueryNumber.Page(PageNumber);

    private string Subtitle => _rows switch
    {
        null => "Every model version, where it came from and how far it has come.",
        { Count: 0 } => "Nothing is registered yet.",
        _ => $"{_rows.Count(r => r.Production is not null)} of {Display.Count(_rows.Count, "model")} in production{(_next || Number > 1 ? " on this page" : "")}.",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            Page<ModelRow> page = await Registry.ListAsync(new PageQuery(PageSize, (Number - 1) * PageSize), Lifetime);
            (_rows, _next) = (page.Items, page.NextCursor is not null);
        }
        catch (OperationCanceledException) when (Lifetime.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private static double? Score(ModelVersion? version) =>
        version?.Metric is { } metric && version.Metrics.TryGetValue(metric, out double value) ? value : null;

    private static RenderFragment VersionLink(ModelVersion? version) => builder =>
    {
        if (version is null)
        {
            builder.AddContent(0, Display.Nothing);
            return;
        }

        builder.OpenElement(1, "a");
        builder.AddAttribute(2, "href", ModelLinks.Model(version.Name, version.Version));
        builder.AddContent(3, $"version {version.Version}");
        builder.CloseElement();
    };
}
