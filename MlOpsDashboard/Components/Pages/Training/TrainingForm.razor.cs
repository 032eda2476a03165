using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Asks what shall be trained, with as much as possible suggested.</summary>
public sealed partial class TrainingForm : ActingComponent
{
    private const int MostChips = 20;

    private TrainingDraft _draft = new();
    private DatasetVersion? _data;
    private DatasetVersion[] _known = [];
    private KeyValuePair<int?, string>[] _versions = [];
    private DataFacts _facts = DataFacts.None;
    private string[] _columns = [];
    private string[] _features = [];
    private string[] _times = [];
    private KeyValuePair<string, string>[] _classes = [];
    private InvalidException? _invalid;
    private ElementReference _errors;
    private KeptEntries<TrainingDraft>? _entries;
    private bool _ready;
    private bool _toErrors;

    /// <summary>The latest version of each data set.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<DatasetVersion> Datasets { get; set; } = [];

    /// <summary>The data set to begin with; null takes the first.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>The version of it to begin with; null takes the latest.</summary>
    [Parameter]
    public int? ChosenVersion { get; set; }

    [Inject]
    private TrainingService Training { get; set; } = default!;

    [Inject]
    private DatasetService DatasetService { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private TaskKind? Task => _draft.Task ?? _facts.Task;

    private IEnumerable<ColumnSchema> StepColumns => _data?.Columns.Where(column => column.Name != _draft.Target) ?? [];

    private string DatasetHint => _data is { } data ? $"version {data.Version}, {Display.Count(data.Rows)} rows" : "";

    private string TargetHint => _data is { Target: null, SuggestedTarget: { } suggested } && suggested == _draft.Target ? "suggested" : "";

    private string? TaskHint => _draft.Task is not null ? null : _facts.Task switch
    {
        TaskKind.Binary => "one of two classes",
        TaskKind.Multiclass => "one of several classes",
        TaskKind.Regression => "a number",
        _ => null,
    };

    private string? MetricHint => _draft.Metric != "pinball" ? null
        : _draft.Quantile() is { } quantile ? $"Of the quantile {Display.Number(quantile)}, which gradient boosting predicts."
        : "Of the median. For another quantile, fix the loss of gradient boosting under Advanced.";

    private string Promise => _draft.Learners.Contains(LearnerNames.Baseline)
        ? "A simple model comes within seconds, so that stopping early always leaves one."
        : "Without the baseline, stopping before the first trial has ended leaves no model.";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        foreach (ILearner learner in LearnerCatalog.All)
        {
            _draft.Learners.Add(learner.Name);
        }

        string? first = Datasets.Count > 0 ? Datasets[0].Dataset : null;
        await ChooseDatasetAsync(Datasets.Any(version => version.Dataset == Chosen) ? Chosen! : first);
        if (_known.Any(version => version.Version == ChosenVersion) && _draft.Dataset == Chosen)
        {
            await ChooseVersionAsync(ChosenVersion);
        }

        _ready = true;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_toErrors)
        {
            // The button is at the bottom, and what is wrong is told at the top: focus brings it into view.
            _toErrors = false;
            await _errors.FocusAsync();
        }
    }

    // What hangs on the data comes from the data, the rest from what was entered.
    private async Task RestoreAsync(TrainingDraft entries)
    {
        if (Datasets.All(version => version.Dataset != entries.Dataset))
        {
            return;
        }

        await ChooseDatasetAsync(entries.Dataset);
        if (_known.Any(version => version.Version == entries.DatasetVersion))
        {
            await ChooseVersionAsync(entries.DatasetVersion);
        }

        await ChooseTargetAsync(entries.Target);
        _draft = entries;
        ListClasses();
    }

    private async Task ChooseDatasetAsync(string? name)
    {
        bool ownName = _draft.ModelName is { Length: > 0 } model && model != _draft.Dataset;
        _draft.Dataset = name;
        _draft.ModelName = ownName ? _draft.ModelName : name;
        (_draft.Target, _draft.GroupColumn, _draft.TimeColumn, _draft.WeightColumn, _versions, _known) = (null, null, null, null, [], []);
        Take(Datasets.FirstOrDefault(version => version.Dataset == name));
        await LookAsync();
        if (name is null || _draft.Dataset != name)
        {
            return;
        }

        try
        {
            DatasetVersion[] known = [.. (await DatasetService.VersionsAsync(name, new PageQuery(PageQuery.MaxLimit), Lifetime)).Items];
            if (_draft.Dataset == name)
            {
                _known = known;
                _versions = [.. known.Select((version, index) => KeyValuePair.Create(
                    (int?)version.Version, version.Version.ToString(CultureInfo.InvariantCulture) + (index == 0 ? " (the latest)" : "")))];
            }
        }
        catch (NotFoundException exception)
        {
            Error = exception;
        }
    }

    private async Task ChooseVersionAsync(int? number)
    {
        Take(_known.FirstOrDefault(version => version.Version == number));
        await LookAsync();
    }

    private async Task ChooseTargetAsync(string? target)
    {
        _draft.Target = target;
        ListFeatures();
        await LookAsync();
    }

    private void ChooseTask(TaskKind? task)
    {
        _draft.Task = task;
        DropMetric();
    }

    private void Take(DatasetVersion? version)
    {
        _data = version;
        _draft.DatasetVersion = version?.Version;
        string[] columns = version is null ? [] : [.. version.Columns.Select(column => column.Name)];
        _columns = columns.SequenceEqual(_columns, StringComparer.Ordinal) ? _columns : columns;
        _draft.Target = _draft.Target is { } target && columns.Contains(target, StringComparer.Ordinal) ? target : version?.Target ?? version?.SuggestedTarget;
        _draft.Steps.Clear();
        _draft.Fixed.RemoveAll(row => row.Parameter is TextParameter);
        ListFeatures();
        (_invalid, Error) = (null, null);
    }

    private void ListFeatures()
    {
        _features = [.. _columns.Where(column => column != _draft.Target)];
        _times = [.. StepColumns.Where(column => column.Type is ColumnType.DateTime or ColumnType.Numeric)
            .OrderBy(column => column.Type != ColumnType.DateTime).Select(column => column.Name)];
        _draft.GroupColumn = Kept(_draft.GroupColumn, _features);
        _draft.TimeColumn = Kept(_draft.TimeColumn, _times);
        _draft.WeightColumn = Kept(_draft.WeightColumn, _features);
        _draft.Features = null;
    }

    private static string? Kept(string? column, string[] columns) => columns.Contains(column, StringComparer.Ordinal) ? column : null;

    private async Task LookAsync()
    {
        (DatasetVersion? data, string? target) = (_data, _draft.Target);
        DataFacts facts = data is null ? DataFacts.None : await DataFacts.ReadAsync(DatasetService, data, target, Lifetime);
        if (data == _data && target == _draft.Target)
        {
            _facts = facts;
            ListClasses();
            DropMetric();
        }
    }

    // The default goes first, and says why it is so.
    private void ListClasses()
    {
        _classes = _facts.Classes is [var other, _]
            ? [KeyValuePair.Create("", PositiveClass.Words(_facts.Classes, isDefault: true)), KeyValuePair.Create(other, other)]
            : [];
        _draft.PositiveClass = Array.Exists(_classes, known => known.Key == _draft.PositiveClass) ? _draft.PositiveClass : "";
    }

    private void DropMetric() =>
        _draft.Metric = TrainingChoices.MetricsFor(Task).Any(metric => metric.Key == _draft.Metric) ? _draft.Metric : "";

    private void LeaveOut(IReadOnlyCollection<string> columns)
    {
        // Who names columns gets all of them: those that would be left out unasked stay out.
        HashSet<string> named = [.. _draft.Steps.SelectMany(step => step.Columns ?? [])];
        IEnumerable<string> used = _draft.Features?.ToArray() is { Length: > 0 } chosen ? chosen : StepColumns
            .Where(column => named.Contains(column.Name) || (column.Type != ColumnType.Text && !_facts.Poor.Contains(column.Name) && column.Name != _draft.GroupColumn && column.Name != _draft.WeightColumn))
            .Select(column => column.Name);
        _draft.Features = [.. used.Where(column => !columns.Contains(column))];
    }

    // What was said of rows is about rows that are not there any more.
    private void Forget(string field) => _invalid = _invalid is null ? null : FormWords.Without(_invalid, field);

    private void Toggle(string learner, bool on) => _ = on ? _draft.Learners.Add(learner) : _draft.Learners.Remove(learner);

    private async Task StartAsync()
    {
        _invalid = null;
        IReadOnlyList<Fault> faults = DraftFaults.Of(_draft, Task);
        TrainingRequest request = _draft.ToRequest(LearnerCatalog.All.Count, Task);
        await ActAsync(async actor =>
        {
            if (faults.Count > 0)
            {
                // Asked all the same, for what only the service knows to be wrong.
                await Training.CheckAsync(request, Lifetime);
                Refuse(FormWords.Fields(faults, null));
                return;
            }

            TrainingJob job = await Training.StartAsync(request, actor, null, Lifetime);
            await _entries!.ForgetAsync();
            Navigation.NavigateTo($"training/{job.JobId}");
        });
        if (Error is InvalidException refused && _invalid is null)
        {
            Refuse(FormWords.Fields(faults, refused));
        }

        _toErrors = Error is not null;
    }

    private void Refuse(InvalidException fields)
    {
        (_invalid, Error) = (fields, FormWords.Summary(fields));
        _draft.Advanced |= fields.Errors.Keys.Any(FormWords.IsAdvanced);
    }
}
