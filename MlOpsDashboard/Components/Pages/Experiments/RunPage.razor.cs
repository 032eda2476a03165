using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>What went into a run, what came out, and how good is it?</summary>
public sealed partial class RunPage : ActingComponent
{
    private static readonly IReadOnlyList<PageTab> s_tabs =
    [
        new("quality", "Quality"), new("steps", "Steps"), new("parameters", "Parameters"),
        new("data", "Data and lineage"), new("notes", "Tags and notes"), new("files", "Files"),
    ];

    private RunDetails? _details;
    private IReadOnlyList<ModelVersion> _versions = [];
    private bool _registering;
    private string _name = "";

    /// <summary>The run.</summary>
    [Parameter]
    public string RunId { get; set; } = "";

    /// <summary>The part that is shown.</summary>
    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    [Inject]
    private RunTrash Trash { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Shown => PageTab.Shown(s_tabs, Tab);

    private IReadOnlyList<(string Text, string Address)> Trail => _details is null
        ? [("Experiments", "experiments")]
        : [("Experiments", "experiments"), (_details.Run.Experiment, RunLinks.Experiment(_details.Run.Experiment))];

    private string Subtitle => _details is null
        ? "What went in, what came out."
        : $"A run of {_details.Run.Experiment}, begun {Display.Moment(_details.Run.StartedAt)} by {_details.Run.CreatedBy}.";

    private bool CanRegister => _details is { Run: { ModelSha256: not null, Status: RunStatus.Finished or RunStatus.Cancelled } }
        && _versions.Count == 0 && !_registering;

    private double? Score => _details!.Run.Score
        ?? (_details.Run.Metric is { } key && _details.Metrics.TryGetValue(key, out MetricPoint? point) ? point.Value : null);

    private string ScoreName => _details!.Run.Metric is { } key ? MetricNames.Of(key, _details.Run.Model?.Task, _details.Quantile) : "Score";

    // What its model predicts, if that is a quantile; of runs without that parameter it is not known.
    private string? ScoreHint => _details!.Run.Metric is { } key && MetricBounds.Of(_details.Metrics, key, end => end.Value) is { } interval
        ? $"95\u00A0% confidence interval {Display.Between(interval.Low, interval.High)}"
        : null;

    private string? Duration => _details!.Run.EndedAt is { } end ? Display.Duration(end - _details.Run.StartedAt) : null;

    private IEnumerable<KeyValuePair<string, string>> Environment =>
    [
        new("code version", _details!.Run.CodeVersion ?? Display.Nothing),
        new("seed", _details.Run.Seed?.ToString(CultureInfo.InvariantCulture) ?? Display.Nothing),
        .. _details.Run.Environment,
    ];

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _details = await Queries.GetAsync(RunId, Lifetime);
            _versions = await Registry.FindAllByRunAsync(RunId, Lifetime);
            _name = _details.Run.RegisterAs ?? _details.Run.Experiment;
            Error = null;
        }
        catch (NotFoundException exception)
        {
            (_details, Error) = (null, exception);
        }
    }

    private Task RegisterAsync() => ActAsync(async actor =>
    {
        RegisteredVersion registered = await Registry.RegisterAsync(_name, RunId, actor, Lifetime);
        Navigation.NavigateTo(ModelLinks.Model(registered.Version.Name, registered.Version.Version));
    });

    private async Task DeleteAsync()
    {
        string parts = _details!.Children == 0 ? "" : $" with the {_details.Children} runs that are a part of it";
        if (await Confirm.AskAsync($"Delete {_details.Run.Name}?", $"The run goes to the trash{parts}, from where it can be restored.", "Delete"))
        {
            await ActAsync(async actor =>
            {
                await Trash.DeleteAsync(RunId, actor, Lifetime);
                Navigation.NavigateTo(RunLinks.Experiment(_details.Run.Experiment));
            });
        }
    }
}
