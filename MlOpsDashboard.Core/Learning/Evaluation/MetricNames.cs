using System.Globalization;
using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Metrics in the words of the task at hand: what F1 is of, and which quantile a pinball loss is of.</summary>
public static class MetricNames
{
    private const string BestValidation = "best_validation_";
    private const string Nested = "nested_";
    private const string OfFolds = "_of_fold";

    // What a training writes beside the metrics of the catalogue.
    private static readonly Dictionary<string, string> s_others = new(StringComparer.Ordinal)
    {
        [PositiveFigures.Precision] = "Precision",
        [PositiveFigures.Recall] = "Recall",
        ["ece"] = "Calibration error (ECE)",
        ["ece_before_calibration"] = "Calibration error (ECE), uncalibrated",
        ["brier_before_calibration"] = "Brier score, uncalibrated",
        ["training_rows"] = "Training rows",
        ["trials"] = "Trials",
    };

    /// <summary>The name that people see; the name itself for a metric that the catalogue does not know.</summary>
    /// <param name="name">A name in the REST contract.</param>
    /// <param name="task">The task of the model that was measured; null when it is not known.</param>
    /// <param name="quantile">For numbers: the quantile that the model predicts; null when it is not known.</param>
    public static string Of(string name, TaskKind? task, double? quantile = null) => (name, task) switch
    {
        ("f1", TaskKind.Binary) => "F1",
        ("f1", TaskKind.Multiclass) => "F1, macro",
        ({ Length: > 0 }, _) when s_others.TryGetValue(name, out string? other) => other,
        ({ Length: > 0 }, _) when name.StartsWith(BestValidation, StringComparison.Ordinal) => $"{Of(name[BestValidation.Length..], task, quantile)}, best on validation",
        ({ Length: > 0 }, _) when name.EndsWith(OfFolds, StringComparison.Ordinal) => $"{Of(name[..^OfFolds.Length], task, quantile)}, fold by fold",
        ({ Length: > 0 }, _) when name.StartsWith(Nested, StringComparison.Ordinal) => $"{Of(name[Nested.Length..], task, quantile)}, nested",
        ("pinball", _) when Remark(name, task, quantile) is { } remark => $"Pinball loss ({remark})",
        _ => MetricCatalog.Find(name)?.DisplayName ?? name,
    };

    /// <summary>What the bare name of the REST contract leaves open, or null: <c>macro</c> for F1 of several classes, <c>quantile 0.9</c>.</summary>
    /// <param name="name">A name in the REST contract.</param>
    /// <param name="task">The task of the model that was measured; null when it is not known.</param>
    /// <param name="quantile">For numbers: the quantile that the model predicts; null when it is not known.</param>
    public static string? Remark(string name, TaskKind? task, double? quantile = null) => (name, task) switch
    {
        ("f1", TaskKind.Multiclass) => "macro",
        ("pinball", _) when quantile is { } share => $"quantile {share.ToString("0.###", CultureInfo.InvariantCulture)}",
        _ => null,
    };
}
