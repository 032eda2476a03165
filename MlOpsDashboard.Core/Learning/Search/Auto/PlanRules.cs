using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What a plan must be like, before its rows are looked at; the fields have the names of the REST contract.</summary>
internal static class PlanRules
{
    /// <summary>Checks the numbers of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckNumbers(TrainingPlan plan, RequestErrors errors)
    {
        ValidationPlan validation = plan.Validation;
        errors.Within(plan.Trials, SearchLimits.Trials, "trials");
        errors.Within(plan.TimeBudget?.TotalSeconds, SearchLimits.BudgetSeconds, "time_budget_seconds");
        errors.Within(plan.MaxRowTime?.TotalMilliseconds, SearchLimits.PredictMs, "max_predict_ms");
        errors.Within(plan.ParallelTrials, SearchLimits.ParallelTrials, "parallel_trials");
        errors.Must(plan.Threads >= 1, "threads", "must be at least 1.");
        errors.Must(Enum.IsDefined(validation.Strategy), "validation.strategy", $"must be one of {PlanWords.Strategies}.");
        errors.Within(validation.TestSize, SearchLimits.TestSize, "validation.test_size");
        errors.Within(validation.Folds, SearchLimits.Folds, "validation.folds");
        errors.Within(validation.OuterFolds == 0 ? (int?)null : validation.OuterFolds, SearchLimits.OuterFolds, "validation.outer_folds");
        errors.Within(validation.Repeats, SearchLimits.Repeats, "validation.repeats");
    }

    /// <summary>Checks the names of learners.</summary>
    /// <param name="learners">The names; null for all.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckLearners(IReadOnlyList<string>? learners, RequestErrors errors)
    {
        errors.Must(learners is null or { Count: > 0 }, "learners", "must name at least one learner, or be null for all.");
        foreach (string name in learners ?? [])
        {
            errors.Require(
                name is not null && LearnerCatalog.Find(name) is not null,
                "learners",
                $"There is no learner {name}; use some of {string.Join(", ", LearnerCatalog.All.Select(learner => learner.Name))}.");
        }

        errors.Must(learners is null || learners.Distinct(StringComparer.Ordinal).Count() == learners.Count, "learners", "names a learner twice.");
    }

    /// <summary>Checks the names of features.</summary>
    /// <param name="features">The names; null for all.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckFeatures(IReadOnlyList<string>? features, string? target, RequestErrors errors)
    {
        errors.Must(features is null or { Count: > 0 }, "features", "must name at least one column, or be null for all.");
        errors.Must(features is null || features.Distinct(StringComparer.Ordinal).Count() == features.Count, "features", "names a column twice.");
        errors.Must(
            features is null || !features.Contains(target, StringComparer.Ordinal), "features", "must not contain the target: it is what shall be predicted.");
    }

    /// <summary>Checks the choices that depend on the task.</summary>
    /// <param name="plan">The plan; its learners are known.</param>
    /// <param name="task">The task.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckTask(TrainingPlan plan, TaskKind task, RequestErrors errors)
    {
        string word = PlanWords.Tasks.WordFor(task);
        errors.Require(
            plan.Metric is null || MetricCatalog.Find(plan.Metric)?.Tasks.Contains(task) == true,
            "metric",
            $"{plan.Metric} does not fit a {word} target; use one of {string.Join(", ", MetricCatalog.For(task).Select(metric => metric.Name))}.");
        foreach (string name in plan.Learners ?? [])
        {
            errors.Require(LearnerCatalog.Find(name)!.Supports(task), "learners", $"{name} cannot learn a {word} target.");
        }

        errors.Require(
            task != TaskKind.Regression || plan.Imbalance == ImbalanceTreatment.None,
            "imbalance",
            $"{PlanWords.Imbalances.WordFor(plan.Imbalance)} is about classes, and the target is a number; use none.");
        errors.Require(
            task != TaskKind.Regression || plan.Calibration == CalibrationMethod.None,
            "calibration",
            $"{PlanWords.Calibrations.WordFor(plan.Calibration)} is about probabilities of classes, and the target is a number; use none.");
        errors.Require(
            task == TaskKind.Binary || plan.ThresholdMetric is null, "threshold", $"A {word} target has no threshold; leave threshold out.");
        errors.Must(
            plan.ThresholdMetric is null || MetricCatalog.Find(plan.ThresholdMetric)?.Tasks.Contains(TaskKind.Binary) == true,
            "threshold",
            "must name a metric of two classes.");
        errors.Try(() => PositiveClass.CheckTask(plan.PositiveClass, task));
    }

    /// <summary>The learners that are meant.</summary>
    /// <param name="learners">Their names; null for all that can do the task.</param>
    /// <param name="task">The task.</param>
    public static ILearner[] LearnersOf(IReadOnlyList<string>? learners, TaskKind task) => learners is null
        ? [.. LearnerCatalog.All.Where(learner => learner.Supports(task))]
        : [.. LearnerCatalog.All.Where(learner => learners.Contains(learner.Name, StringComparer.Ordinal))];
}
