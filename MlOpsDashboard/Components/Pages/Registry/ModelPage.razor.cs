using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Which versions has a model, what are they, and what happened to them?</summary>
public sealed partial class ModelPage : LiveComponent
{
    private const int PageSize = 50;
    private const int MostMetrics = 4;
    private const int MostEvents = 100;

    private readonly HashSet<int> _selected = [];
    private IReadOnlyList<ModelVersion>? _versions;
    private IReadOnlyList<StageEvent> _events = [];
    private string[] _metrics = [];
    private ModelVersion? _opened;
    private ModelRow? _model;
    private bool _next;
    private Exception? _error;

    /// <summary>The registered model.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>The version that is opened; null opens the one in production, else the latest.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public string? VersionNumber { get; set; }

    /// <summary>Which page of the list, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private int Number => QueryNumber.Page(PageNumber);

    private string CompareText => _selected.Count < 2 ? "Compare" : $"Compare {_selected.Count} versions";

    private string Subtitle => _model switch
    {
        null => "A registered model.",
        { Production: { } live } => $"Version {live.Version} is in production, one of {Display.Count(_model.Versions)}.",
        { Staging: { } staged } => $"Nothing is in production; version {staged.Version} is in staging.",
        _ => "Nothing is in production: move a version to staging, then promote it.",
    };

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _model = await Registry.GetModelAsync(Name, Lifetime);
            Page<ModelVersion> page = await Registry.VersionsAsync(Name, new PageQuery(PageSize, (Number - 1) * PageSize), Lifetime);
            (_versions, _next) = (page.Items, page.NextCursor is not null);
            _metrics = [.. MetricsOf(page.Items).Take(MostMetrics)];
            _opened = QueryNumber.Of(VersionNumber) is { } number ? await Registry.GetAsync($"{Name}:{number}", Lifetime) : _model.Production ?? _model.Latest;
            _events = (await Registry.HistoryAsync(Name, null, new PageQuery(MostEvents), Lifetime)).Items;
            _error = null;
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException)
        {
            (_opened, _error) = (null, exception);
        }
        catch (OperationCanceledException) when (Lifetime.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    // What the versions are judged by comes first.
    private static IEnumerable<string> MetricsOf(IReadOnlyList<ModelVersion> versions) =>
        versions.Select(v => v.Metric).OfType<string>()
            .Concat(versions.SelectMany(v => v.Metrics.Keys).Order(StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Where(FinalMetrics.Has);

    private static string DataOf(ModelVersion version) => version.DatasetVersion is { } number ? $"{version.DatasetName}:{number}" : version.DatasetName ?? Display.Nothing;

    private void Select(int version, bool selected)
    {
        _ = selected ? _selected.Add(version) : _selected.Remove(version);
    }

    private void Compare() => Navigation.NavigateTo(ModelLinks.Compare(_selected.Order().Select(v => $"{Name}:{v}")));
}
