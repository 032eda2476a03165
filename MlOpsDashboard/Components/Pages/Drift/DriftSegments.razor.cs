using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Drift.Segments;

namespace MlOpsDashboard.Components.Pages.Drift;

/// <summary>Whether parts of the traffic have drifted, and how right the model is in each.</summary>
public sealed partial class DriftSegments : LiveComponent
{
    private const string Missing = "(missing)";

    private string? _shown;
    private IReadOnlyList<string> _columns = [];
    private string _column = "";
    private SegmentReport? _report;
    private bool _busy;
    private Exception? _error;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Model { get; set; } = "";

    [Inject]
    private SegmentService Segments { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Model == _shown)
        {
            return;
        }

        (_shown, _report, _error) = (Model, null, null);
        _columns = await Segments.ListColumnsAsync(Model, Lifetime);
        _column = _columns.Count > 0 ? _columns[0] : "";
    }

    private static string Rule(SegmentReport report) =>
        $"The latest {Display.Count(report.Rows)} predictions by {report.Column}; a part needs {Display.Count(report.NeededRows)} rows on both sides. "
        + $"All parts together raise a false alarm in at most {Display.Number(report.FalseAlarmRate * 100, 3)} % of the looks."
        + (report.Left > 0 ? $" {Display.Count(report.Left)} smaller parts are not shown." : "");

    private static string Quality(SegmentReport report, SegmentDrift part) => part.Quality is not { } quality ? Display.Nothing
        : report.Metric == "rmse" ? $"{Display.Number(quality.Value, 4)} ({Display.Number(quality.Low, 4)}–{Display.Number(quality.High, 4)})"
        : $"{Display.Percent(quality.Value)} ({Display.Percent(quality.Low)}–{Display.Percent(quality.High)})";

    private async Task ReadAsync()
    {
        (_busy, _error) = (true, null);
        try
        {
            _report = await Segments.ReadAsync(Model, _column, null, Lifetime);
        }
        catch (Exception exception) when (exception is InvalidException or NotFoundException or ConflictException)
        {
            _error = exception;
        }
        finally
        {
            _busy = false;
        }
    }
}
