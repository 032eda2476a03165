using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Asks what shall be trained, with as much as possible suggested.</summary>
public sealed partial class TrainingForm : LiveComponent
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> _metrics =
        [new("", "The usual figure for the target"), .. MetricCatalog.All.Select(metric => KeyValuePair.Create(metric.Name, metric.DisplayName))];

    private readonly TrainingDraft _draft = new();
    private string[] _columns = [];
    private InvalidException? _invalid;
    private Exception? _error;
    private bool _busy;

    /// <summary>The latest version of each data set.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<DatasetVersion> Datasets { get; set; } = [];

    /// <summary>The data set to begin with; null takes the first.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    [Inject]
    private TrainingService Training { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = default!;

    private DatasetVersion? Data => Datasets.FirstOrDefault(version => version.Dataset == _draft.Dataset);

    private IEnumerable<ColumnSchema> StepColumns => Data?.Columns.Where(column => column.Name != _draft.Target) ?? [];

    private string DatasetHint => Data is { } data ? $"version {data.Version}, {Display.Count(data.Rows)} rows" : "";

    private string TargetHint => Data is { SuggestedTarget: { } suggested } && suggested == _draft.Target && Data.Target is null ? "suggested" : "";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        foreach (ILearner learner in LearnerCatalog.All)
        {
            _draft.Learners.Add(learner.Name);
        }

        string? first = Datasets.Count > 0 ? Datasets[0].Dataset : null;
        ChooseDataset(Datasets.Any(version => version.Dataset == Chosen) ? Chosen! : first);
    }

    private static Dictionary<string, object> Named(string name) => new() { ["aria-label"] = name };

    private void ChooseDataset(string? name)
    {
        bool ownName = _draft.ModelName is { Length: > 0 } model && model != _draft.Dataset;
        _draft.Dataset = name;
        _columns = Data is { } data ? [.. data.Columns.Select(column => column.Name)] : [];
        _draft.DatasetVersion = Data?.Version;
        _draft.Target = Data?.Target ?? Data?.SuggestedTarget;
        _draft.Features = null;
        _draft.Steps.Clear();
        _draft.ModelName = ownName ? _draft.ModelName : name;
        (_invalid, _error) = (null, null);
    }

    private void Toggle(string learner, bool on)
    {
        if (on)
        {
            _draft.Learners.Add(learner);
        }
        else
        {
            _draft.Learners.Remove(learner);
        }
    }

    private async Task StartAsync()
    {
        (_busy, _invalid, _error) = (true, null, null);
        try
        {
            string actor = (await Authentication.GetAuthenticationStateAsync()).User.ActorName();
            TrainingJob job = await Training.StartAsync(_draft.ToRequest(LearnerCatalog.All.Count), actor, null, Lifetime);
            Navigation.NavigateTo($"training/{job.JobId}");
        }
        catch (InvalidException exception)
        {
            _invalid = exception;
            _error = exception;
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException)
        {
            _error = exception;
        }
        finally
        {
            _busy = false;
        }
    }
}
