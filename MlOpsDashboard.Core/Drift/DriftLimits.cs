namespace MlOpsDashboard.Core.Drift;

/// <summary>The limits of one check: those of the model where it has its own, else those of the configuration.</summary>
/// <param name="FalseAlarmRate">The chance of a false alarm of the whole check.</param>
/// <param name="DistanceThreshold">How far a feature must have moved.</param>
/// <param name="MinRows">Fewer rows are no ground for a verdict.</param>
/// <param name="Rows">The latest predictions that are looked at.</param>
/// <param name="Features">How far single features must have moved, by name.</param>
/// <param name="Together">Whether all features together are looked at, too.</param>
internal sealed record DriftLimits(double FalseAlarmRate, double DistanceThreshold, int MinRows, int Rows, IReadOnlyDictionary<string, double> Features, bool Together)
{
    /// <summary>Names the prediction among the features.</summary>
    public const string Prediction = "(prediction)";

    /// <summary>The limits of a model.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="settings">The model's own; null for none.</param>
    public static DriftLimits Of(DriftOptions options, DriftSettings? settings = null) => new(
        settings?.FalseAlarmRate ?? options.FalseAlarmRate,
        settings?.DistanceThreshold ?? options.DistanceThreshold,
        settings?.MinRows ?? options.MinRows,
        settings?.Rows ?? options.Rows,
        settings?.FeatureThresholds ?? new Dictionary<string, double>(),
        settings?.Together ?? options.Together);

    /// <summary>How far a feature must have moved.</summary>
    /// <param name="feature">Its name.</param>
    public double DistanceOf(string feature) => Features.TryGetValue(feature, out double own) ? own : DistanceThreshold;
}
