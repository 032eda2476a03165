using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search;
using MlOpsDashboard.Core.Learning.Search.Pruning;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>What a request must look like before its data is looked at, and what is filled in for what it leaves open.</summary>
internal static class TrainingRequestRules
{
    public const int MaxTrials = 1000;
    public const int MaxParallelTrials = 64;
    public const double MaxBudgetSeconds = 7 * 24 * 3600;
    public const double MaxPredictMs = 60_000;

    // What is less rounds to no time at all: times are counted in ticks of 100 ns.
    public const double MinPredictMs = 0.0001;
    public const double MinBudgetSeconds = 0.0000001;

    public const string NoPruner = "none";

    private static readonly string[] s_thresholds = ["f1", "mcc", "kappa", "accuracy", "balanced_accuracy"];
    private static readonly string[] s_samplers = [.. SamplerCatalog.All.Select(sampler => sampler.Name)];
    private static readonly string[] s_pruners = [.. PrunerCatalog.All.Select(pruner => pruner.Name), NoPruner];
    private static readonly string[] s_calibrations = ["none", "platt", "isotonic"];
    private static readonly string[] s_imbalances = ["none", "smote", "class_weight", "oversample", "undersample"];

    /// <summary>Checks a request and fills it in.</summary>
    /// <param name="request">As it came.</param>
    /// <exception cref="InvalidException">Fields are at fault; all are named.</exception>
    public static TrainingRequest Complete(TrainingRequest request)
    {
        TrainingRequest complete = request with
        {
            Trials = request.Trials ?? 20,
            ParallelTrials = request.ParallelTrials ?? 1,
            TimeBudgetSeconds = request.TimeBudgetSeconds ?? 120,
            Validation = ValidationRules.Complete(request.Validation),
            Imbalance = request.Imbalance ?? "none",
            Sampler = request.Sampler ?? SamplerCatalog.Default.Name,
            Pruner = request.Pruner ?? PrunerCatalog.Default.Name,
            Calibration = request.Calibration ?? "none",
            Ensemble = request.Ensemble ?? true,
            Seed = request.Seed ?? 42,
            Experiment = request.Experiment ?? request.ModelName,
            Register = request.Register ?? true,
        };
        Check(complete);
        return complete;
    }

    /// <summary>The task that a word means.</summary>
    /// <param name="task">A word of the REST contract, or null.</param>
    public static TaskKind? TaskOf(string? task) => task switch
    {
        "binary" => TaskKind.Binary,
        "multiclass" => TaskKind.Multiclass,
        "regression" => TaskKind.Regression,
        _ => null,
    };

    /// <summary>Checks the choices that depend on the task.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="InvalidException">The metric or a learner does not fit the task.</exception>
    public static void CheckTask(TrainingRequest request, TaskKind task)
    {
        var errors = new RequestErrors();
        string word = task.ToString().ToLowerInvariant();
        Metric? metric = request.Metric is null ? null : MetricCatalog.Find(request.Metric);
        errors.Require(
            metric is null || metric.Tasks.Contains(task),
            "metric",
            $"{request.Metric} does not fit a {word} target; use one of {string.Join(", ", MetricCatalog.For(task).Select(m => m.Name))}.");
        foreach (string name in request.Learners ?? [])
        {
            errors.Require(LearnerCatalog.Find(name)!.Supports(task), "learners", $"{name} cannot learn a {word} target.");
        }

        errors.Require(
            task != TaskKind.Regression || request.Imbalance == "none",
            "imbalance",
            $"{request.Imbalance} is about classes, and the target is a number; use none.");
        errors.Require(
            task != TaskKind.Regression || request.Calibration == "none",
            "calibration",
            $"{request.Calibration} is about probabilities of classes, and the target is a number; use none.");
        errors.Require(
            task == TaskKind.Binary || request.Threshold is null,
            "threshold",
            $"A {word} target has no threshold; leave threshold out.");
        errors.Require(
            task == TaskKind.Binary || request.PositiveClass is null,
            PositiveClass.Field,
            $"{PositiveClass.Field} is one of two classes, and a {word} target has none; leave it out.");
        errors.ThrowIfAny();
        var values = FixedHyperparameters.Read(request.Hyperparameters);
        values.Check(LearnersOf(request, task), task);
        FixedCombinations.Check(values, LearnersOf(request, task), task);
    }

    /// <summary>The learners that a request means.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<ILearner> LearnersOf(TrainingRequest request, TaskKind task) => request.Learners is null
        ? [.. LearnerCatalog.All.Where(learner => learner.Supports(task))]
        : [.. LearnerCatalog.All.Where(learner => request.Learners.Contains(learner.Name, StringComparer.Ordinal))];

    private static void Check(TrainingRequest request)
    {
        var errors = new RequestErrors();
        errors.Try(() => TrackingNames.CheckModelName(request.ModelName, "model_name"));
        errors.Try(() => _ = request.Experiment == request.ModelName ? null : TrackingNames.CheckName(request.Experiment, "experiment"));
        errors.Require(!string.IsNullOrWhiteSpace(request.Dataset), "dataset", "dataset must name a data set.");
        errors.Require(!string.IsNullOrEmpty(request.Target), "target", "target must name the column to predict.");
        errors.Require(request.DatasetVersion is null or > 0, "dataset_version", "dataset_version must be 1 or more.");
        errors.Require(
            request.Task is null || TaskOf(request.Task) is not null, "task", "task must be binary, multiclass or regression, or null to infer it.");
        errors.Require(
            request.Metric is null || MetricCatalog.Find(request.Metric) is not null,
            "metric",
            $"There is no metric {request.Metric}; use one of {string.Join(", ", MetricCatalog.All.Select(metric => metric.Name))}.");
        errors.Require(request.Trials is >= 1 and <= MaxTrials, "trials", $"trials must be from 1 to {MaxTrials}, not {request.Trials}.");
        errors.Require(
            request.ParallelTrials is null or (>= 1 and <= MaxParallelTrials),
            "parallel_trials",
            $"parallel_trials must be from 1 to {MaxParallelTrials}, not {request.ParallelTrials}.");
        errors.Require(
            request.TimeBudgetSeconds is >= MinBudgetSeconds and <= MaxBudgetSeconds,
            "time_budget_seconds",
            $"time_budget_seconds must be more than 0 (0.0000001 at least) and at most {MaxBudgetSeconds}, not {request.TimeBudgetSeconds}.");
        errors.Require(
            s_imbalances.Contains(request.Imbalance), "imbalance", $"imbalance must be one of {string.Join(", ", s_imbalances)}, not {request.Imbalance}.");
        errors.Require(
            s_calibrations.Contains(request.Calibration),
            "calibration",
            $"calibration must be one of {string.Join(", ", s_calibrations)}, not {request.Calibration}.");
        errors.Require(
            s_samplers.Contains(request.Sampler), "sampler", $"sampler must be one of {string.Join(", ", s_samplers)}, not {request.Sampler}.");
        errors.Require(s_pruners.Contains(request.Pruner), "pruner", $"pruner must be one of {string.Join(", ", s_pruners)}, not {request.Pruner}.");
        errors.Require(
            request.MaxPredictMs is null or (>= MinPredictMs and <= MaxPredictMs),
            "max_predict_ms",
            $"max_predict_ms must be from {MinPredictMs} to {MaxPredictMs}, not {request.MaxPredictMs}.");
        errors.Require(
            request.Threshold is null || s_thresholds.Contains(request.Threshold),
            "threshold",
            $"threshold must be one of {string.Join(", ", s_thresholds)}, or null, not {request.Threshold}.");
        errors.Require(request.Seed >= 0, "seed", "seed must be 0 or more.");
        CheckLists(request, errors);
        ValidationRules.Check(request.Validation!, errors);
        errors.Try(() => FixedHyperparameters.Read(request.Hyperparameters));
        errors.Try(() => RequestedSteps.Of(request));
        errors.ThrowIfAny();
    }

    private static void CheckLists(TrainingRequest request, RequestErrors errors)
    {
        errors.Require(request.Learners is null or { Count: > 0 }, "learners", "learners must name at least one learner, or be null for all.");
        foreach (string name in request.Learners ?? [])
        {
            errors.Require(
                name is not null && LearnerCatalog.Find(name) is not null,
                "learners",
                $"There is no learner {name}; use some of {string.Join(", ", LearnerCatalog.All.Select(learner => learner.Name))}.");
        }

        errors.Require(
            request.Learners is null || request.Learners.Distinct(StringComparer.Ordinal).Count() == request.Learners.Count,
            "learners",
            "learners names a learner twice.");
        errors.Require(request.Features is null or { Count: > 0 }, "features", "features must name at least one column, or be null for all.");
        errors.Require(
            request.Features is null || request.Features.Distinct(StringComparer.Ordinal).Count() == request.Features.Count,
            "features",
            "features names a column twice.");
        errors.Require(
            request.Features is null || !request.Features.Contains(request.Target, StringComparer.Ordinal),
            "features",
            "features must not contain the target: it is what shall be predicted.");
    }
}
