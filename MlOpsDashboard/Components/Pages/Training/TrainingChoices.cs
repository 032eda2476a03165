using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>What drop-downs of the form offer: the words of the REST contract, and how people read them.</summary>
internal static class TrainingChoices
{
    public static readonly IReadOnlyList<KeyValuePair<TaskKind?, string>> Tasks =
    [
        new(null, "What its values suggest"),
        new(TaskKind.Binary, "One of two classes"),
        new(TaskKind.Multiclass, "One of several classes"),
        new(TaskKind.Regression, "A number"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<ValidationStrategy, string>> Strategies =
    [
        new(ValidationStrategy.Holdout, "Some rows held out"),
        new(ValidationStrategy.KFold, "Cross-validation"),
        new(ValidationStrategy.Time, "The last rows held out"),
        new(ValidationStrategy.Group, "Whole groups held out"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<ValidationKind, string>> Kinds =
    [
        new(ValidationKind.Simple, "No"),
        new(ValidationKind.Nested, "In outer folds (nested)"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<ImbalanceTreatment, string>> Imbalances =
    [
        new(ImbalanceTreatment.None, "Leave as they are"),
        new(ImbalanceTreatment.ClassWeight, "Weigh them more"),
        new(ImbalanceTreatment.Smote, "Add made-up rows (SMOTE)"),
        new(ImbalanceTreatment.OverSample, "Repeat their rows"),
        new(ImbalanceTreatment.UnderSample, "Leave out rows of the others"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Thresholds =
    [
        new("", "0.5"),
        .. RequestWords.ThresholdMetrics.Select(metric => KeyValuePair.Create(metric, metric switch
        {
            "f1" => "With the best F1",
            "mcc" => "With the best Matthews correlation",
            "kappa" => "With the best Cohen's kappa",
            _ => $"With the best {metric.Replace('_', ' ')}",
        })),
    ];

    public static readonly IReadOnlyList<KeyValuePair<CalibrationMethod, string>> Calibrations =
    [
        new(CalibrationMethod.None, "Leave as they are"),
        new(CalibrationMethod.Platt, "By a logistic curve (Platt)"),
        new(CalibrationMethod.Isotonic, "By a rising line (isotonic)"),
    ];

    // A sampler without words here is shown by its name.
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Samplers =
    [
        .. SamplerCatalog.All.Select(sampler => KeyValuePair.Create(sampler.Name, sampler.Name switch
        {
            "tpe" => "By what did well so far (TPE)",
            "tpe_univariate" => "The same, each hyper-parameter by itself",
            "random" => "At random",
            _ => ParameterWords.Title(sampler.Name),
        })),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Pruners =
    [
        .. RequestWords.Pruners.Select(pruner => KeyValuePair.Create(pruner, pruner switch
        {
            "median" => "Below the median",
            RequestWords.NoPruner => "Never",
            _ => ParameterWords.Title(pruner),
        })),
    ];

    private static readonly IReadOnlyList<KeyValuePair<string, string>> s_allMetrics = Metrics("The usual figure for the target", MetricCatalog.All);

    private static readonly Dictionary<TaskKind, KeyValuePair<string, string>[]> s_metrics = Enum.GetValues<TaskKind>().ToDictionary(
        task => task,
        task => Metrics($"The usual figure ({MetricCatalog.DefaultFor(task).DisplayName})", MetricCatalog.For(task)));

    /// <summary>The metrics that fit a task, and none of them.</summary>
    /// <param name="task">The task; null, when it is not known, gives all.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> MetricsFor(TaskKind? task) => task is { } known ? s_metrics[known] : s_allMetrics;

    private static KeyValuePair<string, string>[] Metrics(string usual, IEnumerable<Metric> metrics) =>
        [new("", usual), .. metrics.Select(metric => KeyValuePair.Create(metric.Name, metric.DisplayName))];
}
