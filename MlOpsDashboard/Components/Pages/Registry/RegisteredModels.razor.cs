using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Which models are there, and which version of each is in production?</summary>
public sealed partial class RegisteredModels : ListPage
{
    private const int PageSize = 50;

    private static readonly IReadOnlyList<TableColumn<ModelRow>> s_columns =
    [
        new("name", "Model", row => row.Model.Name) { IsHead = true, Cell = row => Cells.Link(row.Model.Name, ModelLinks.Model(row.Model.Name)) },
        new("production", "Production", row => row.Production?.Version) { Cell = row => Link(row.Production) },
        new("staging", "Staging", row => row.Staging?.Version) { Cell = row => Link(row.Staging) },
        new("latest", "Latest", row => row.Latest?.Version) { Cell = row => Link(row.Latest) },
        new("aliases", "Aliases", row => string.Join(", ", row.Aliases.Select(alias => $"{alias.Alias}: {alias.Version}"))),
        new("owners", "Owners", row => string.Join(", ", row.Model.Owners)) { IsUsual = false },
        new("versions", "Versions", row => row.Versions) { IsFigure = true },
        new("target", "Predicts", row => Judged(row)?.Target) { IsUsual = false },
        new("learner", "Learner", row => Names.Learner(Judged(row)?.Learner)) { IsUsual = false },
        new("metric", "Metric", row => Judged(row) is { } version ? Names.Metric(version.Metric, version.Task, version.Quantile) : null),
        new("value", "Value", row => Score(Judged(row))) { IsFigure = true, Cell = row => Cells.Figure(Score(Judged(row))) },
        new("updated_at", "Changed", row => row.Model.UpdatedAt) { Cell = row => Cells.Time(row.Model.UpdatedAt) },
    ];

    private IReadOnlyList<ModelRow>? _rows;
    private int _total;
    private string? _reader;

    /// <summary>Whether only the models of who reads are shown, from the address.</summary>
    [SupplyParameterFromQuery(Name = "mine")]
    public string? Mine { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Reader { get; set; } = default!;

    [Inject]
    private StageFeed Stages { get; set; } = default!;

    private string Subtitle => (State, _rows) switch
    {
        (null, _) or (_, null) => "Every model version, where it came from and how far it has come.",
        ({ Text.Length: 0 }, { Count: 0 }) when OnlyMine => "You own no model: a model's page says who does.",
        ({ Text.Length: 0 }, { Count: 0 }) => "Nothing is registered yet.",
        _ => $"{_rows.Count(r => r.Production is not null)} of {Display.Count(_rows.Count, "model")} in production{(_total > _rows.Count ? " on this page" : "")}.",
    };

    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Stages.Subscribe(), _ => LoadAsync());

    private bool OnlyMine => !string.IsNullOrEmpty(Mine);

    private string? Owner => OnlyMine ? _reader ?? "" : null;

    private static ModelVersion? Judged(ModelRow row) => row.Production ?? row.Latest;

    private static double? Score(ModelVersion? version) =>
        version?.Metric is { } metric && version.Metrics.TryGetValue(metric, out double value) ? value : null;

    private static RenderFragment Link(ModelVersion? version) =>
        Cells.Link(version is null ? null : $"version {version.Version}", version is null ? "" : ModelLinks.Model(version.Name, version.Version));

    /// <inheritdoc/>
    protected override TableState Asked() => TableState.Of("registry", Navigation.Uri);

    /// <inheritdoc/>
    protected override async Task ReadAsync(TableState state)
    {
        _reader = (await Reader.GetAuthenticationStateAsync()).User.Identity?.Name;
        int total = await Registry.CountAsync(state.Text, Lifetime, Owner);
        Page<ModelRow> page = await Registry.ListAsync(new PageQuery(PageSize, (state.Page - 1) * PageSize) { Find = state.Text }, Lifetime, Owner);
        (_rows, _total) = (page.Items, total);
    }

    private Task<IReadOnlyList<ModelRow>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Registry.ListAsync(query with { Find = State!.Text }, token, Owner), cancellationToken);
}
