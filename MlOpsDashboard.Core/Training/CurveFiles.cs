using System.Text.Json;
using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Training;

/// <summary>Writes curves and importances as the JSON files that runs keep and pages draw.</summary>
internal static class CurveFiles
{
    /// <summary>The files of what there is.</summary>
    /// <param name="curves">The curves, or null.</param>
    /// <param name="importance">The share of each column; may be empty.</param>
    /// <param name="kind">How the importance was measured: <c>model</c> or <c>permutation</c>.</param>
    public static IEnumerable<(string Path, byte[] Content)> Of(Curves? curves, IReadOnlyDictionary<string, double> importance, string kind)
    {
        if (curves is { Confusion.Count: > 0 })
        {
            yield return File("confusion_matrix.json", new { labels = curves.Classes, counts = curves.Confusion });
        }

        if (curves is { Roc.Count: > 0 })
        {
            yield return File("roc_curve.json", new { series = curves.Roc.Select(curve => Series(curve, "auc")) });
        }

        if (curves is { PrecisionRecall.Count: > 0 })
        {
            yield return File("pr_curve.json", new { series = curves.PrecisionRecall.Select(curve => Series(curve, "ap")) });
        }

        if (curves is { Calibration.Count: > 0 })
        {
            yield return File("calibration.json", new { series = Calibrations(curves) });
        }

        if (curves is { Residuals.Count: > 0 })
        {
            yield return File("residuals.json", new
            {
                predicted = curves.Residuals.Select(point => point.X),
                actual = curves.Residuals.Select(point => point.X + point.Y),
            });
        }

        if (importance.Count > 0)
        {
            var features = importance.OrderByDescending(pair => pair.Value).Select(pair => new { name = pair.Key, importance = pair.Value });
            yield return File("importance.json", new { features, kind });
        }
    }

    private static Dictionary<string, object?> Series(NamedCurve curve, string figure) => new(StringComparer.Ordinal)
    {
        ["label"] = curve.Name,
        ["x"] = curve.Points.Select(point => point.X),
        ["y"] = curve.Points.Select(point => point.Y),
        [figure] = double.IsNaN(curve.Figure) ? null : curve.Figure,
    };

    private static object[] Calibrations(Curves curves)
    {
        string label = curves.Classes.Count == 2 ? curves.Classes[1] : "predicted class";
        return curves.BeforeCalibration is { } before
            ? [Calibration($"{label}, calibrated", curves.Calibration), Calibration($"{label}, before", before.Calibration)]
            : [Calibration(label, curves.Calibration)];
    }

    private static object Calibration(string label, IReadOnlyList<ReliabilityBin> bins) => new
    {
        label,
        predicted = bins.Select(bin => bin.Predicted),
        observed = bins.Select(bin => bin.Observed),
        count = bins.Select(bin => bin.Count),
    };

    private static (string Path, byte[] Content) File(string path, object content) =>
        (path, JsonSerializer.SerializeToUtf8Bytes(content, TrainingJson.Options));
}
