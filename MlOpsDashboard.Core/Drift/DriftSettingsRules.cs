using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Drift;

/// <summary>What the settings of a model must look like.</summary>
internal static class DriftSettingsRules
{
    private const double LeastRate = 0.0001;
    private const double MostRate = 0.5;
    private const double LeastDistance = 0.0001;
    private const double MostDistance = 100;
    private const int LeastRows = 30;

    /// <summary>Checks settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="signature">What the model expects; null when it is not known.</param>
    /// <param name="now">A schedule must fire after this.</param>
    /// <exception cref="InvalidException">Fields are at fault; all are named.</exception>
    public static void Check(DriftSettings settings, ModelSignature? signature, DateTimeOffset now)
    {
        var errors = new RequestErrors();
        errors.Require(settings.FalseAlarmRate is null or (>= LeastRate and <= MostRate), "false_alarm_rate", $"false_alarm_rate must be from {LeastRate} to {MostRate}: 0.05 is one false alarm in 20 checks.");
        errors.Require(settings.DistanceThreshold is null or (>= LeastDistance and <= MostDistance), "distance_threshold", $"distance_threshold must be from {LeastDistance} to {MostDistance}, such as 0.1.");
        errors.Require(settings.MinRows is null or (>= LeastRows and <= DriftRequest.MostLoggedRows), "min_rows", $"min_rows must be from {LeastRows} to {DriftRequest.MostLoggedRows:N0}.");
        errors.Require(settings.Rows is null or (>= LeastRows and <= DriftRequest.MostRows), "rows", $"rows must be from {LeastRows} to {DriftRequest.MostRows:N0}.");
        foreach ((string name, double threshold) in settings.FeatureThresholds)
        {
            errors.Require(threshold is >= LeastDistance and <= MostDistance, "feature_thresholds", $"The threshold of {name} must be from {LeastDistance} to {MostDistance}.");
            errors.Require(
                name == DriftLimits.Prediction || signature is null || signature.Features.Any(feature => feature.Name == name),
                "feature_thresholds",
                $"The model has no feature '{name}'. Write one of its features, or {DriftLimits.Prediction}.");
        }

        errors.Try(() => _ = settings.Schedule is null ? null : CronLine.Read(settings.Schedule, "schedule", now));
        errors.ThrowIfAny();
    }
}
