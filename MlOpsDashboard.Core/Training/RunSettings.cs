using System.Globalization;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Core.Training;

/// <summary>What a search was asked to do, as parameters of its run: all that bears on it, and nothing else.</summary>
internal static class RunSettings
{
    // Of many columns the first are told; the request has them all.
    private const int MostCharacters = 1000;

    /// <summary>The parameters.</summary>
    /// <param name="request">The completed request.</param>
    /// <param name="plan">What it stands for.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="metric">The name of the metric that trials are judged by.</param>
    public static Dictionary<string, string> Of(TrainingRequest request, TrainingPlan plan, TargetColumn target, string metric)
    {
        TaskKind task = target.Task;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["target"] = request.Target!,
            ["task"] = PlanWords.Tasks.WordFor(task),
            ["metric"] = metric,
            ["learners"] = request.Learners is { } learners ? string.Join(", ", learners) : "all",
            ["features"] = request.Features is { } features ? Shortened(string.Join(", ", features)) : "all that can help",
            ["trials"] = Text(request.Trials),
            ["parallel_trials"] = Text(request.ParallelTrials ?? 1),
            ["time_budget_seconds"] = Text(request.TimeBudgetSeconds),
            ["sampler"] = request.Sampler!,
            ["pruner"] = request.Pruner!,
            ["ensemble"] = request.Ensemble == true ? "true" : "false",
        };
        AddValidation(settings, request.Validation!);
        Add(settings, "weight_column", request.WeightColumn);
        Add(settings, "imbalance", task == TaskKind.Regression ? null : request.Imbalance);
        Add(settings, "calibration", task == TaskKind.Regression ? null : request.Calibration);
        Add(settings, "threshold", task == TaskKind.Binary ? request.Threshold ?? "0.5" : null);
        if (task == TaskKind.Binary)
        {
            settings[RunParameters.PositiveClass] = target.Classes[1];
            settings[RunParameters.PositiveClassSource] = request.PositiveClass is null ? PositiveClass.DefaultReason(target.Classes) : "named in the request";
        }

        Add(settings, "max_predict_ms", request.MaxPredictMs is { } most ? Text(most) : null);
        foreach ((string learner, Hyperparameters values) in plan.Fixed)
        {
            foreach ((string name, string value) in RunFacts.Texts(values))
            {
                settings[$"fixed.{learner}.{name}"] = value;
            }
        }

        return settings;
    }

    /// <summary>A number as a parameter says it; empty for null.</summary>
    /// <param name="value">The number.</param>
    public static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static void AddValidation(Dictionary<string, string> settings, ValidationRequest validation)
    {
        ValidationStrategy? strategy = PlanWords.Strategies.Find(validation.Strategy);
        settings["validation"] = validation.Strategy!;
        settings["test_size"] = Text(validation.TestSize);
        Add(settings, "folds", strategy is ValidationStrategy.KFold or ValidationStrategy.Group ? Text(validation.Folds) : null);
        Add(settings, "repeats", strategy == ValidationStrategy.KFold ? Text(validation.Repeats) : null);
        Add(settings, "group_column", validation.GroupColumn);
        Add(settings, "time_column", validation.TimeColumn);
        Add(settings, "outer_folds", RequestWords.Kinds.Find(validation.Kind) == ValidationKind.Nested ? Text(validation.OuterFolds) : null);
    }

    private static void Add(Dictionary<string, string> settings, string name, string? value)
    {
        if (value is not null)
        {
            settings.Add(name, value);
        }
    }

    private static string Shortened(string text) => text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters - 1), "…");
}
