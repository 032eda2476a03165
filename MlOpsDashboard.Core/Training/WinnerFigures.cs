using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>What a search has found, as parameters and metrics of its run.</summary>
internal static class WinnerFigures
{
    /// <summary>The winner's parameters.</summary>
    /// <param name="model">The winner.</param>
    /// <param name="task">The task.</param>
    public static Dictionary<string, string> Parameters(TrainedModel model, TaskKind task)
    {
        ModelMetadata metadata = model.Metadata;
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { [RunParameters.Learner] = metadata.Learner };
        foreach ((string name, string value) in RunFacts.Texts(metadata.Hyperparameters))
        {
            parameters[$"{metadata.Learner}.{name}"] = value;
        }

        if (task == TaskKind.Binary)
        {
            parameters[RunParameters.DecisionThreshold] = RunSettings.Text(metadata.Threshold);
        }

        if (task == TaskKind.Regression)
        {
            parameters[RunParameters.Quantile] = RunSettings.Text(metadata.Quantile);
        }

        return parameters;
    }

    /// <summary>The figures of the search and its winner.</summary>
    /// <param name="model">The winner.</param>
    /// <param name="outcome">The search.</param>
    /// <param name="now">When they are written down.</param>
    public static MetricPoint[] Metrics(TrainedModel model, TrainerOutcome outcome, DateTimeOffset now) =>
    [
        .. BestSoFar(outcome, now),
        .. model.Metadata.Metrics.Select(metric => new MetricPoint(metric.Key, metric.Value, 0, now)),
        .. model.Metadata.Intervals.SelectMany(metric => new[]
        {
            new MetricPoint(metric.Key + MetricBounds.Low, metric.Value.Low, 0, now),
            new MetricPoint(metric.Key + MetricBounds.High, metric.Value.High, 0, now),
        }),
        .. Nested(outcome, now),
        .. Calibration(outcome.Curves, now),
        .. Positive(outcome.Curves, now),
        .. outcome.OutOfBag.Select(figure => new MetricPoint(figure.Key, figure.Value, 0, now)),
        new MetricPoint("training_rows", model.Metadata.TrainingRows, 0, now),
        new MetricPoint("trials", outcome.Trials.Count, 0, now),
    ];

    private static IEnumerable<MetricPoint> Nested(TrainerOutcome outcome, DateTimeOffset now)
    {
        if (outcome.Nested is not { } nested)
        {
            return [];
        }

        string name = $"nested_{outcome.Metric.Name}";
        return
        [
            .. nested.Values.Select((value, fold) => new MetricPoint($"{name}_of_fold", value, fold + 1, now)),
            new MetricPoint(name, nested.Mean, 0, now),
            new MetricPoint($"{name}_sd", nested.Deviation, 0, now),
            new MetricPoint(name + MetricBounds.Low, nested.Interval.Low, 0, now),
            new MetricPoint(name + MetricBounds.High, nested.Interval.High, 0, now),
        ];
    }

    private static IEnumerable<MetricPoint> Calibration(Curves? curves, DateTimeOffset now) => curves switch
    {
        { CalibrationError: { } after, BeforeCalibration: { } before } =>
        [
            new MetricPoint("ece", after, 0, now),
            new MetricPoint("ece_before_calibration", before.CalibrationError, 0, now),
            new MetricPoint("brier_before_calibration", before.Brier, 0, now),
        ],
        { CalibrationError: { } error } => [new MetricPoint("ece", error, 0, now)],
        _ => [],
    };

    private static IEnumerable<MetricPoint> Positive(Curves? curves, DateTimeOffset now) =>
        PositiveFigures.Of(curves?.Confusion ?? []).Select(figure => new MetricPoint(figure.Name, (double)figure.Right / figure.Of, 0, now));

    private static IEnumerable<MetricPoint> BestSoFar(TrainerOutcome outcome, DateTimeOffset now)
    {
        double best = double.NaN;
        foreach (TrialResult trial in outcome.Trials.Where(trial => double.IsFinite(trial.Value)))
        {
            best = outcome.Metric.IsBetter(trial.Value, best) ? trial.Value : best;
            yield return new MetricPoint($"best_validation_{outcome.Metric.Name}", best, trial.Number, now);
        }
    }
}
