using System.Diagnostics.Metrics;
using System.Globalization;
using MlOpsDashboard.Core.Monitoring.Figures;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace MlOpsDashboard.Core.Drift;

/// <summary>The instruments of checks for drift: what the latest one of each model said. All come from memory.</summary>
internal sealed class DriftMeter
{
    /// <summary>Features of a model that are told at most: the most suspicious.</summary>
    public const int MostFeatures = 50;

    private readonly DriftScores _scores = new();

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">Owns the meter.</param>
    public DriftMeter(IMeterFactory factory)
    {
        Meter meter = factory.Create(Meters.Drift);
        meter.CreateObservableGauge("mlops.drift.score", () => Features(feature => feature.Score), null, "How far a feature, or the prediction, has moved by the latest check, in its method's measure.");
        meter.CreateObservableGauge("mlops.drift.expected_loss", () => Features(feature => feature.ExpectedLoss), null, "How much accuracy, or RMSE, the drift of a feature may cost.");
        meter.CreateObservableGauge("mlops.drift.drifted", () => Features(feature => feature.Drifted ? 1 : 0), null, "Whether a feature, or the prediction, has drifted by the latest check: 1 or 0.");
        meter.CreateObservableGauge("mlops.drift.share_drifted", () => Reports(report => report.ShareDrifted), null, "Share of the compared features that have drifted by the latest check, 0 to 1.");
        meter.CreateObservableGauge("mlops.drift.classifier_auc", () => Reports(report => report.Together?.Auc), null, "How well boosting tells rows of now from those of training; 0.5 is not at all.");
        meter.CreateObservableGauge("mlops.drift.checked_rows", () => Reports(report => report.Rows), "{row}", "Rows that the latest check looked at.");
        meter.CreateObservableGauge("mlops.drift.check_time", () => Reports(report => report.CheckedAt.ToUnixTimeMilliseconds() / 1000.0), "s", "When the latest check was made, since 1970.");
    }

    /// <summary>Tells of a report.</summary>
    /// <param name="report">The report.</param>
    public void Set(DriftReport report) => _scores.Set(report);

    private IEnumerable<Measurement<double>> Features(Func<FeatureDrift, double?> value) =>
        from report in _scores.Latest
        from row in report.Features.Take(MostFeatures).Select(feature => (feature.Name, Drift: feature))
            .Concat(report.Prediction is { } prediction ? [(DriftLimits.Prediction, prediction)] : [])
        where row.Drift.Method != DriftMethod.NotCompared
        let number = value(row.Drift)
        where number is not null
        select new Measurement<double>(number.Value, [.. Of(report), new("feature", row.Item1)]);

    private IEnumerable<Measurement<double>> Reports(Func<DriftReport, double?> value) =>
        from report in _scores.Latest
        let number = value(report)
        where number is not null
        select new Measurement<double>(number.Value, Of(report));

    private static Tag[] Of(DriftReport report) => [new("model", report.ModelName), new("version", report.ModelVersion.ToString(CultureInfo.InvariantCulture))];
}
