using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Statistics.Sequential;

namespace MlOpsDashboard.Components.Pages.Drift;

/// <summary>Whether the errors of the version in production have changed, by its labelled predictions.</summary>
public sealed partial class ConceptDrift : LiveComponent
{
    // More lines than this hide the curve.
    private const int MostMarks = 8;

    private ConceptDriftReport? _report;
    private IReadOnlyList<LineSeries> _line = [];
    private IReadOnlyList<ReferenceLine> _marks = [];
    private string? _shown;
    private string? _note;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Model { get; set; } = "";

    [Inject]
    private ConceptDriftService Concept { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Model.Length == 0 || Model == _shown)
        {
            return;
        }

        string model = Model;
        (_shown, _report, _note, _line, _marks) = (model, null, null, [], []);
        try
        {
            ConceptDriftReport report = await Concept.ReadAsync(model, Lifetime);
            if (model == _shown)
            {
                Show(report);
            }
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException && model == _shown)
        {
            _note = exception.Message;
        }
    }

    private void Show(ConceptDriftReport report)
    {
        _report = report;
        double scale = report.Metric == "rmse" ? 1 : 100;
        _line =
        [
            new LineSeries(
                ErrorName(report),
                [.. report.Series.Select(point => (double)point.At.ToUnixTimeMilliseconds())],
                [.. report.Series.Select(point => point.Value * scale)]),
        ];
        _marks = [.. report.Detectors.Where(detector => detector.Decides).SelectMany(Marks).TakeLast(MostMarks)];
    }

    private static IEnumerable<ReferenceLine> Marks(ConceptDetector detector) => detector.Alarms
        .Select(alarm => new ReferenceLine($"{NameOf(detector.Name)}: {(alarm.Worse ? "more" : "fewer")} errors", alarm.At.ToUnixTimeMilliseconds(), Vertical: true));

    private static string ErrorName(ConceptDriftReport report) => report.Metric == "rmse" ? "Absolute error over time" : "Wrong answers over time";

    private static string ErrorUnit(ConceptDriftReport report) => report.Metric == "rmse" ? "mean absolute error" : "share of labelled predictions (%)";

    private static string StatusOf(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drift => "warn",
        DriftVerdict.None => "ok",
        _ => "muted",
    };

    private static string WordOf(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drift => "drift",
        DriftVerdict.None => "no drift",
        _ => "too few labels",
    };

    private static string NameOf(string detector) => detector switch
    {
        "adwin" => "ADWIN",
        "ddm" => "DDM",
        "eddm" => "EDDM",
        "hddm_a" => "HDDM A",
        "hddm_w" => "HDDM W",
        "page_hinkley" => "Page–Hinkley",
        _ => "KSWIN",
    };

    private static string StateOf(ConceptDetector detector) => detector.State switch
    {
        ChangeState.Drift => "alarm",
        ChangeState.Warning => "warning",
        _ => detector.AlarmCount > 0 ? "quiet since" : "quiet",
    };
}
