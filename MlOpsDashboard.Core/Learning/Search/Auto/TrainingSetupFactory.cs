using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Checks a plan against its table and divides the rows.</summary>
internal static class TrainingSetupFactory
{
    private const int MinRows = 10;
    private const int MaxTrials = 10_000;
    private const int MaxFolds = 50;
    private const int MaxOuterFolds = 10;
    private const int MaxRepeats = 20;

    /// <summary>Makes the set-up.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidException">The plan does not fit the table or itself; the fields have the names of the REST contract.</exception>
    public static TrainingSetup Make(DataTable table, TrainingPlan plan)
    {
        CheckNumbers(plan);
        Column column = table.Find(plan.Target)
            ?? throw new InvalidException("target", $"The data set has no column '{plan.Target}'.");
        var target = TargetColumn.Read(column, plan.Task).SpeltAs(plan.Classes).Facing(plan.PositiveClass);
        Metric metric = MetricOf(plan, target.Task);
        target = plan.Fixed.Values.Any(values => values.Word("loss", "") == "poisson") ? target.FromZero(column) : target;
        int[] answered = [.. Enumerable.Range(0, table.RowCount).Where(row => !float.IsNaN(target.Values[row]))];
        int[] rows = RowDivision.Timed(table, plan, answered);
        if (rows.Length < MinRows)
        {
            string values = rows.Length == answered.Length ? $"'{plan.Target}'" : $"'{plan.Target}' and '{plan.Validation.TimeColumn}'";
            throw new InvalidException("dataset", $"There are {rows.Length} rows with a value of {values}; at least {MinRows} are needed.");
        }

        if (plan.Imbalance != ImbalanceTreatment.None && target.Task == TaskKind.Regression)
        {
            throw new InvalidException("imbalance", "imbalance is about rare classes; the target is a number, so it must be none.");
        }

        Require(
            plan.Calibration == CalibrationMethod.None || (target.Task != TaskKind.Regression && Enum.IsDefined(plan.Calibration)),
            "calibration",
            "calibration is about probabilities of classes; the target is a number, so it must be none.");
        Require(
            plan.ThresholdMetric is null || (target.Task == TaskKind.Binary && MetricCatalog.Find(plan.ThresholdMetric)?.Tasks.Contains(TaskKind.Binary) == true),
            "threshold",
            "threshold must name a metric of two classes, and the target must have two.");
        List<string> features = FeaturesOf(table, plan);
        (int[] test, int[] fit, IReadOnlyList<RowSplit> folds) = RowDivision.Divide(table, plan, target, rows);
        JudgingRows.Check(metric, target, fit, folds);
        return new TrainingSetup
        {
            Table = table,
            Plan = plan,
            Target = target,
            Metric = metric,
            Learners = LearnersOf(plan, target.Task),
            Features = features,
            Test = test,
            Fit = fit,
            Folds = folds,
            Dropped = table.RowCount - answered.Length,
            Untimed = answered.Length - rows.Length,
            PipelineOptions = PipelineOptions.Default with
            {
                LeaveOutIdentifiers = plan.Features is null,
                Steps = StepsOf(table, plan, features),
                Target = plan.Steps.Count > 0 ? target : null,
                Seed = plan.Seed,
            },
        };
    }

    private static void CheckNumbers(TrainingPlan plan)
    {
        ValidationPlan validation = plan.Validation;
        Require(plan.Trials is >= 1 and <= MaxTrials, "trials", $"trials must be from 1 to {MaxTrials}.");
        Require(plan.TimeBudget is not TimeSpan budget || budget > TimeSpan.Zero, "time_budget_seconds", "time_budget_seconds must be above 0.");
        Require(plan.MaxRowTime is not TimeSpan most || most > TimeSpan.Zero, "max_predict_ms", "max_predict_ms must be above 0.");
        Require(plan.ParallelTrials >= 1, "parallel_trials", "parallel_trials must be at least 1.");
        Require(plan.Threads >= 1, "threads", "threads must be at least 1.");
        Require(Enum.IsDefined(validation.Strategy), "validation.strategy", "validation.strategy must be holdout, kfold, time or group.");
        Require(validation.TestSize is > 0 and < 1, "validation.test_size", "validation.test_size must be between 0 and 1.");
        Require(
            validation.Strategy is not (ValidationStrategy.KFold or ValidationStrategy.Group) || validation.Folds is >= 2 and <= MaxFolds,
            "validation.folds",
            $"validation.folds must be from 2 to {MaxFolds}.");
        Require(validation.OuterFolds is 0 or (>= 2 and <= MaxOuterFolds), "validation.outer_folds", $"validation.outer_folds must be from 2 to {MaxOuterFolds}.");
        Require(validation.Repeats is >= 1 and <= MaxRepeats, "validation.repeats", $"validation.repeats must be from 1 to {MaxRepeats}.");
    }

    private static Metric MetricOf(TrainingPlan plan, TaskKind task)
    {
        if (plan.Metric is null)
        {
            return MetricCatalog.DefaultFor(task);
        }

        string known = string.Join(", ", MetricCatalog.For(task).Select(metric => metric.Name));
        return MetricCatalog.Find(plan.Metric) is Metric metric && metric.Tasks.Contains(task)
            ? metric
            : throw new InvalidException("metric", $"'{plan.Metric}' is no metric of a {task.ToString().ToLowerInvariant()} target; there are {known}.");
    }

    private static ILearner[] LearnersOf(TrainingPlan plan, TaskKind task)
    {
        if (plan.Learners is null)
        {
            return [.. LearnerCatalog.All.Where(learner => learner.Supports(task))];
        }

        Require(plan.Learners.Count > 0, "learners", "learners must name at least one, or be null for all.");
        foreach (string name in plan.Learners)
        {
            ILearner? learner = LearnerCatalog.Find(name);
            string known = string.Join(", ", LearnerCatalog.All.Select(other => other.Name));
            Require(learner is not null, "learners", $"There is no learner '{name}'; there are {known}.");
            Require(learner!.Supports(task), "learners", $"The learner '{name}' cannot do a {task.ToString().ToLowerInvariant()} target.");
        }

        return [.. LearnerCatalog.All.Where(learner => plan.Learners.Contains(learner.Name))];
    }

    private static List<string> FeaturesOf(DataTable table, TrainingPlan plan)
    {
        if (plan.Features is null)
        {
            // The groups of the validation are strangers to the model on purpose: who they are must not help it.
            string? groups = plan.Validation.Strategy == ValidationStrategy.Group ? plan.Validation.GroupColumn : null;
            return [.. table.Columns.Select(column => column.Name).Where(name => name != plan.Target && name != groups)];
        }

        Require(plan.Features.Count > 0, "features", "features must name at least one column, or be null for all.");
        foreach (string name in plan.Features)
        {
            Require(table.Find(name) is not null, "features", $"The data set has no column '{name}'.");
            Require(name != plan.Target, "features", $"'{name}' is the target, so it cannot be a feature.");
        }

        return [.. plan.Features.Distinct(StringComparer.Ordinal)];
    }

    private static FeatureStep[] StepsOf(DataTable table, TrainingPlan plan, List<string> features)
    {
        FeatureStep[] steps = [.. plan.Steps.Select((step, i) => FeatureStepRules.Complete(step, $"{FeatureStepRules.Field}[{i}]"))];
        FeatureStepRules.CheckColumns(steps, name => features.Contains(name) ? table.Find(name)!.Type : null);
        return steps;
    }

    internal static void Require(bool condition, string field, string message)
    {
        if (!condition)
        {
            throw new InvalidException(field, message);
        }
    }
}
