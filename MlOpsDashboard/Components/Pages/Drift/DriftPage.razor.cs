using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Drift;

/// <summary>Whether what a model meets is still what it was trained on.</summary>
public sealed partial class DriftPage : ActingComponent
{
    private IReadOnlyList<string>? _models;
    private IReadOnlyList<KeyValuePair<string, string>> _sources = [];
    private IReadOnlyList<LineSeries> _line = [];
    private string? _model;
    private string _source = "";
    private DriftHistory? _history;

    /// <summary>The model, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    /// <summary>The order of the features, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [Inject]
    private DriftService Drift { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private DriftOrder Order => Sort == "expected_loss" ? DriftOrder.ExpectedLoss : DriftOrder.Severity;

    private string Headline => _history?.Latest is not { } report
        ? "Is what the model meets still what it was trained on?"
        : $"{report.ModelName}:{report.ModelVersion}: {char.ToLowerInvariant(report.Message[0])}{report.Message[1..]}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Page<ModelRow> page = await Registry.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _models = [.. page.Items.Select(row => row.Model.Name)];
        string? first = page.Items.FirstOrDefault(row => row.Production is not null)?.Model.Name ?? (_models.Count > 0 ? _models[0] : null);
        string? name = Model is { Length: > 0 } wanted && _models.Contains(wanted, StringComparer.Ordinal) ? wanted : first;
        if (name is null || name == _model)
        {
            return;
        }

        (_model, _history, _line, Error) = (name, null, [], null);
        Page<DatasetSummary> datasets = await Datasets.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _sources = [new("", "recent predictions"), .. datasets.Items.Select(row => KeyValuePair.Create(row.Latest.Dataset, $"data set {row.Latest.Dataset}"))];
        await ReadAsync(name);
    }

    internal static string StatusOf(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drift => "warn",
        DriftVerdict.None => "ok",
        _ => "muted",
    };

    internal static string WordOf(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drift => "drift",
        DriftVerdict.None => "no drift",
        _ => "too few rows",
    };

    private static string Window(DriftReport report) => report.Source != "predictions"
        ? report.Source
        : report is { From: { } from, To: { } to } ? $"predictions from {Display.Moment(from)} to {Display.Moment(to)}{(report.Reading == DriftReading.Sketches ? ", by sketches" : "")}" : "predictions";

    private void ChooseModel(string name) => Navigation.NavigateTo($"drift?model={Uri.EscapeDataString(name)}");

    private async Task CheckAsync()
    {
        if (_model is { } name)
        {
            await ActAsync(async actor =>
            {
                await Drift.CheckAsync(new DriftRequest { ModelName = name, Dataset = _source.Length > 0 ? _source : null }, actor, Lifetime);
                await ReadAsync(name);
            });
        }
    }

    private async Task ReadAsync(string name)
    {
        try
        {
            DriftHistory history = await Drift.ReadAsync(name, Lifetime);
            if (name != _model)
            {
                return;
            }

            DriftPoint[] judged = [.. history.History.Where(point => point.ShareDrifted is not null).Reverse()];
            _line =
            [
                new LineSeries(
                    "drifted features",
                    [.. judged.Select(point => (double)point.CheckedAt.ToUnixTimeMilliseconds())],
                    [.. judged.Select(point => point.ShareDrifted!.Value * 100)]),
            ];
            _history = history;
        }
        catch (NotFoundException exception)
        {
            Error = exception;
        }
    }
}
