using System.Text.RegularExpressions;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Catalog;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>The fields of a training request in the words of the form.</summary>
internal static partial class FormWords
{
    private static readonly Dictionary<string, string> s_labels = new(StringComparer.Ordinal)
    {
        ["dataset"] = "Data set",
        ["dataset_version"] = "Version",
        ["target"] = "Column to predict",
        ["task"] = "Predict it as",
        ["positive_class"] = "Positive class",
        ["model_name"] = "Name of the model",
        ["metric"] = "Judge by",
        ["trials"] = "Trials at most",
        ["time_budget_seconds"] = "Time at most (s)",
        ["seed"] = "Seed",
        ["validation.strategy"] = "Validation",
        ["validation.group_column"] = "Column of the groups",
        ["validation.time_column"] = "Column of the times",
        ["learners"] = "Learners",
        ["features"] = "Columns to predict from",
        ["validation.test_size"] = "Share of rows held out",
        ["validation.folds"] = "Folds",
        ["validation.kind"] = "Repeat the whole search",
        ["validation.outer_folds"] = "Outer folds",
        ["validation.repeats"] = "Rounds of folds",
        ["threshold"] = "Say the positive class from",
        ["calibration"] = "Calibrate probabilities",
        ["imbalance"] = "Rare classes",
        ["weight_column"] = "Column of weights",
        ["sampler"] = "Choose points",
        ["parallel_trials"] = "Trials at once",
        ["pruner"] = "Stop hopeless trials",
        ["max_predict_ms"] = "Prediction of a row at most (ms)",
        ["experiment"] = "Experiment",
        ["feature_steps"] = "Feature engineering",
        ["hyperparameters"] = "Hyper-parameters",
    };

    private static readonly HashSet<string> s_simple = new(StringComparer.Ordinal)
    {
        "dataset", "dataset_version", "target", "task", "positive_class", "model_name", "metric", "trials", "time_budget_seconds", "seed", "validation.strategy",
        "validation.group_column", "validation.time_column", "learners", "features",
    };

    /// <summary>What a field is called on the form.</summary>
    /// <param name="field">Its name in the REST contract.</param>
    public static string Label(string field)
    {
        if (s_labels.TryGetValue(field, out string? label))
        {
            return label;
        }

        if (Step().Match(field) is { Success: true } step)
        {
            string part = step.Groups["parameter"] is { Success: true } parameter ? ParameterWords.Title(parameter.Value) : "Columns";
            return $"{part} of step {int.Parse(step.Groups["index"].Value, System.Globalization.CultureInfo.InvariantCulture) + 1}";
        }

        string[] parts = field.Split('.');
        return parts is ["hyperparameters", var learner, var name] && LearnerCatalog.Find(learner) is { } known
            ? $"{ParameterWords.Title(name)} of {known.DisplayName}"
            : field.StartsWith("hyperparameters", StringComparison.Ordinal) ? s_labels["hyperparameters"] : ParameterWords.Title(parts[^1]);
    }

    /// <summary>Whether a field is among those under "Advanced".</summary>
    /// <param name="field">Its name in the REST contract.</param>
    public static bool IsAdvanced(string field) => !s_simple.Contains(field);

    /// <summary>What is wrong, field by field, with the fields called what the form calls them.</summary>
    /// <param name="own">What the form itself found; it goes first.</param>
    /// <param name="service">What the service said, or null.</param>
    public static InvalidException Fields(IReadOnlyList<Fault> own, InvalidException? service) =>
        new([.. own, .. (service?.Faults ?? []).Where(fault => own.All(known => known.Field != fault.Field)).Select(Named)]);

    /// <summary>The same for the top of the form, where each sentence must say which field it is about.</summary>
    /// <param name="fields">What is wrong, in the form's words.</param>
    public static InvalidException Summary(InvalidException fields) =>
        new([.. fields.Faults.Select(fault => fault.IsOfField ? fault : fault with { Reason = $"{Label(fault.Field)}: {fault.Reason}" })]);

    /// <summary>What is wrong with all other fields.</summary>
    /// <param name="fields">What is wrong.</param>
    /// <param name="field">The field that is left out, with all that belongs to it.</param>
    public static InvalidException Without(InvalidException fields, string field) =>
        new([.. fields.Faults.Where(fault => !fault.Field.StartsWith(field, StringComparison.Ordinal))]);

    private static Fault Named(Fault fault) => fault with { Name = Label(fault.Field) };

    [GeneratedRegex(@"^feature_steps\[(?<index>\d+)\](\.columns|\.parameters\.(?<parameter>\w+)|\.kind)?$")]
    private static partial Regex Step();
}
