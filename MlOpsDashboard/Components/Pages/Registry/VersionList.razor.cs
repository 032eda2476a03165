using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Which versions has a model, how good are they, and what happened to them?</summary>
public sealed partial class VersionList : LiveComponent
{
    /// <summary>The versions of a page.</summary>
    public const int PageSize = 50;

    private const int UsualMetrics = 3;

    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private IReadOnlyList<TableColumn<ModelVersion>> _columns = [];
    private object? _error;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public ModelRow Model { get; set; } = default!;

    /// <summary>A page of its versions, the latest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ModelVersion> Versions { get; set; } = [];

    /// <summary>What happened to them, the latest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StageEvent> Events { get; set; } = [];

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public TableState State { get; set; } = default!;

    /// <summary>Reads the versions of all pages.</summary>
    [Parameter]
    public Func<CancellationToken, Task<IReadOnlyList<ModelVersion>>>? All { get; set; }

    /// <summary>Called when something changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string CompareText => _selected.Count < 2 ? "Compare" : $"Compare {_selected.Count} versions";

    private string Subtitle => Model switch
    {
        { Production: { } live } => $"Version {live.Version} is in production, one of {Display.Count(Model.Versions)}.",
        { Staging: { } staged } => $"Nothing is in production; version {staged.Version} is in staging.",
        _ => "Nothing is in production: promote a version.",
    };

    /// <inheritdoc/>
    protected override void OnParametersSet() => _columns =
    [
        new("version", "Version", version => version.ModelId) { IsHead = true, Cell = version => Cells.Link(version.ModelId, ModelLinks.Model(version.Name, version.Version)) },
        new("stage", "Stage", version => StageRules.Word(version.Stage)) { Cell = version => Cells.Component<StageBadge>(nameof(StageBadge.Stage), version.Stage) },
        new("names", "Names", version => string.Join(", ", new[] { version.Label }.OfType<string>().Concat(version.Aliases.Select(alias => "@" + alias.Alias).Order(StringComparer.Ordinal))))
        {
            Cell = version => Cells.Component<AliasChips>(nameof(AliasChips.Version), version),
        },
        new("learner", "Learner", version => Names.Learner(version.Learner)),
        .. ByMetric(),
        new("data", "Data", version => version.DatasetVersion is { } number ? $"{version.DatasetName}:{number}" : version.DatasetName),
        new("created_at", "Registered", version => version.CreatedAt) { Cell = version => Cells.Time(version.CreatedAt) },
        new("created_by", "By", version => version.CreatedBy),
    ];

    // What the versions are judged by comes first.
    private IEnumerable<TableColumn<ModelVersion>> ByMetric() =>
        Versions.Select(version => version.Metric).OfType<string>()
            .Concat(Versions.SelectMany(version => version.Metrics.Keys).Order(StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Where(FinalMetrics.Has)
            .Select((metric, place) => new TableColumn<ModelVersion>($"metrics.{metric}", Names.Metric(metric, Versions[0].Task), version => Value(version, metric))
            {
                IsFigure = true,
                IsUsual = place < UsualMetrics,
                Cell = version => Cells.Figure(Value(version, metric)),
            });

    private static double? Value(ModelVersion version, string metric) => version.Metrics.TryGetValue(metric, out double value) ? value : null;

    private void Compare() => Navigation.NavigateTo(ModelLinks.Compare(_selected.Order(StringComparer.Ordinal)));
}
