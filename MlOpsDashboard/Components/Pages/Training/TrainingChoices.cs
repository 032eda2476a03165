using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>What drop-downs of the form offer: the words of the REST contract, and how people read them.</summary>
internal static class TrainingChoices
{
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Tasks =
    [
        new("", "What its values suggest"),
        new("binary", "One of two classes"),
        new("multiclass", "One of several classes"),
        new("regression", "A number"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Strategies =
    [
        new("holdout", "Some rows held out"),
        new("kfold", "Cross-validation"),
        new("time", "The last rows held out"),
        new("group", "Whole groups held out"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Kinds =
    [
        new("simple", "No"),
        new("nested", "In outer folds (nested)"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Imbalances =
    [
        new("none", "Leave as they are"),
        new("class_weight", "Weigh them more"),
        new("smote", "Add made-up rows (SMOTE)"),
        new("oversample", "Repeat their rows"),
        new("undersample", "Leave out rows of the others"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Thresholds =
    [
        new("", "0.5"),
        new("f1", "With the best F1"),
        new("mcc", "With the best Matthews correlation"),
        new("kappa", "With the best Cohen's kappa"),
        new("accuracy", "With the best accuracy"),
        new("balanced_accuracy", "With the best balanced accuracy"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Calibrations =
    [
        new("none", "Leave as they are"),
        new("platt", "By a logistic curve (Platt)"),
        new("isotonic", "By a rising line (isotonic)"),
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
        new("median", "Below the median"),
        new("successive_halving", "Successive halving"),
        new("hyperband", "Hyperband"),
        new("none", "Never"),
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
