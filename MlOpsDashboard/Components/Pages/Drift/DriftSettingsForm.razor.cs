using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Drift;

namespace MlOpsDashboard.Components.Pages.Drift;

/// <summary>When a model is checked without anybody asking, and from where on it has drifted.</summary>
public sealed partial class DriftSettingsForm : ActingComponent
{
    private const double Percent = 100;

    private static readonly KeyValuePair<string, string>[] s_together = [new("", "as configured"), new("yes", "compare"), new("no", "leave out")];

    private string? _shown;
    private string? _together = "";
    private DriftSettings? _settings;
    private string? _schedule;
    private int? _rows;
    private double? _distance;
    private double? _rate;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Model { get; set; } = "";

    [Inject]
    private DriftService Drift { get; set; } = default!;

    private string Said => _settings switch
    {
        null => "",
        { LastProblem: { } problem } => $"The last check by itself could not be made: {problem}",
        { NextCheckAt: { } next } => $"The next one is due on {Display.Moment(next)}.",
        _ => "Nobody has asked for checks by themselves: they are made by hand.",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Model == _shown)
        {
            return;
        }

        (_shown, Error) = (Model, null);
        Show(await Drift.SettingsAsync(Model, Lifetime));
    }

    private void Show(DriftSettings settings)
    {
        _together = settings.Together is { } together ? together ? "yes" : "no" : "";
        ShowNumbers(settings);
    }

    private void ShowNumbers(DriftSettings settings) => (_settings, _schedule, _rows, _distance, _rate) =
        (settings, settings.Schedule, settings.Rows, settings.DistanceThreshold, settings.FalseAlarmRate * Percent);

    private Task SaveAsync() => ActAsync(async actor =>
    {
        DriftSettings wanted = _settings! with
        {
            Schedule = string.IsNullOrWhiteSpace(_schedule) ? null : _schedule.Trim(),
            Rows = _rows,
            DistanceThreshold = _distance,
            FalseAlarmRate = _rate / Percent,
            Together = _together is null or "" ? null : _together == "yes",
        };
        Show(await Drift.ChangeSettingsAsync(Model, wanted, actor, Lifetime));
    });
}
