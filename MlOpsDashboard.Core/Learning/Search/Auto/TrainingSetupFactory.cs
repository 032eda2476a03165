using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Checks a plan against its table and divides the rows.</summary>
internal static class TrainingSetupFactory
{
    private const int MinRows = 10;
    private const int MaxTrials = 10_000;
    private const int MaxFolds = 50;
    private const int MaxRepeats = 20;

    // With fewer rows one validation part would choose the winner by luck: five parts take turns instead.
    private const int FewRows = 10_000;
    private const long FewCells = 1_000_000;
    private const int FoldsOfFewRows = 5;

    /// <summary>Makes the set-up.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidException">The plan does not fit the table or itself; the fields have the names of the REST contract.</exception>
    public static TrainingSetup Make(DataTable table, TrainingPlan plan)
    {
        CheckNumbers(plan);
        Column column = table.Find(plan.Target)
            ?? throw new InvalidException("target", $"The data set has no column '{plan.Target}'.");
        var target = TargetColumn.Read(column, plan.Task);
        Metric metric = MetricOf(plan, target.Task);
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !float.IsNaN(target.Values[row]))];
        if (rows.Length < MinRows)
        {
            throw new InvalidException("dataset", $"There are {rows.Length} rows with a value of '{plan.Target}'; at least {MinRows} are needed.");
        }

        if (plan.Imbalance != ImbalanceTreatment.None && target.Task == TaskKind.Regression)
        {
            throw new InvalidException("imbalance", "imbalance is about rare classes; the target is a number, so it must be none.");
        }

        Require(
            plan.ThresholdMetric is null || (target.Task == TaskKind.Binary && MetricCatalog.Find(plan.ThresholdMetric)?.Tasks.Contains(TaskKind.Binary) == true),
            "threshold",
            "threshold must name a metric of two classes, and the target must have two.");
        List<string> features = FeaturesOf(table, plan);
        (int[] test, int[] fit, IReadOnlyList<RowSplit> folds) = Divide(table, plan, target, rows);
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
            Dropped = table.RowCount - rows.Length,
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

    private static (int[] Test, int[] Fit, IReadOnlyList<RowSplit> Folds) Divide(DataTable table, TrainingPlan plan, TargetColumn target, int[] rows)
    {
        ValidationPlan validation = plan.Validation;
        if (validation.Strategy == ValidationStrategy.Time)
        {
            RowSplit latest = Splitter.Ordered(InTime(table, validation.TimeColumn, rows), validation.TestSize);
            return (latest.Test, latest.Training, [Splitter.Ordered(latest.Training, validation.TestSize)]);
        }

        if (validation.Strategy == ValidationStrategy.Group)
        {
            return DivideGroups(table, plan, rows);
        }

        RowSplit outer = Splitter.Holdout(rows, target, validation.TestSize, plan.Seed);
        Require(outer.Test.Length > 0, "validation.test_size", "validation.test_size leaves no row to measure the winner on; make it larger.");
        Require(outer.Training.Length >= 4, "validation.test_size", "validation.test_size leaves too few rows to learn from; make it smaller.");
        if (validation.Strategy == ValidationStrategy.KFold)
        {
            int folds = validation.Folds;
            Require(folds <= outer.Training.Length, "validation.folds", $"There are only {outer.Training.Length} rows for {folds} folds.");
            return (outer.Test, outer.Training,
            [
                .. Enumerable.Range(0, validation.Repeats)
                    .SelectMany(round => Splitter.KFold(outer.Training, target, folds, round == 0 ? plan.Seed : SeededRandom.Derive(plan.Seed, round))),
            ]);
        }

        if (outer.Training.Length is >= FoldsOfFewRows and < FewRows && (long)outer.Training.Length * table.Columns.Count < FewCells)
        {
            return (outer.Test, outer.Training, Splitter.KFold(outer.Training, target, FoldsOfFewRows, SeededRandom.Derive(plan.Seed, 1)));
        }

        RowSplit inner = Splitter.Holdout(outer.Training, target, validation.TestSize, SeededRandom.Derive(plan.Seed, 1));
        Require(inner.Test.Length > 0, "validation.test_size", "validation.test_size leaves no row to judge trials by; make it larger.");
        return (outer.Test, outer.Training, [inner]);
    }

    private static (int[] Test, int[] Fit, IReadOnlyList<RowSplit> Folds) DivideGroups(DataTable table, TrainingPlan plan, int[] rows)
    {
        ValidationPlan validation = plan.Validation;
        Require(validation.GroupColumn is not null, "validation.group_column", "validation.group_column must name the column whose values are the groups.");
        Column column = table.Find(validation.GroupColumn!)
            ?? throw new InvalidException("validation.group_column", $"The data set has no column '{validation.GroupColumn}'.");
        int[] groups = GroupsOf(column);
        int count = rows.Select(row => groups[row]).Distinct().Count();
        Require(
            count > validation.Folds,
            "validation.folds",
            $"'{column.Name}' has {count} groups: too few for {validation.Folds} folds and a part that is set aside.");
        RowSplit outer = Splitter.GroupHoldout(rows, groups, validation.TestSize, plan.Seed);
        int left = outer.Training.Select(row => groups[row]).Distinct().Count();
        Require(left >= validation.Folds, "validation.test_size", $"validation.test_size leaves {left} groups for {validation.Folds} folds; make it smaller.");
        return (outer.Test, outer.Training, Splitter.GroupKFold(outer.Training, groups, validation.Folds, plan.Seed));
    }

    // A missing value says nothing of the group, so each such row is one of its own.
    private static int[] GroupsOf(Column column)
    {
        var known = new Dictionary<object, int>();
        int[] groups = new int[column.Length];
        int next = 0;
        for (int row = 0; row < groups.Length; row++)
        {
            object? key = column.IsMissing(row) ? null : column switch
            {
                CodedColumn words => words.Codes[row],
                DateTimeColumn dates => dates.Seconds[row],
                NumericColumn numbers => numbers.Values[row],
                _ => null,
            };
            if (key is null || !known.TryGetValue(key, out int group))
            {
                group = next++;
                if (key is not null)
                {
                    known.Add(key, group);
                }
            }

            groups[row] = group;
        }

        return groups;
    }

    private static int[] InTime(DataTable table, string? name, int[] rows)
    {
        if (name is null)
        {
            return rows;
        }

        Column column = table.Find(name) ?? throw new InvalidException("validation.time_column", $"The data set has no column '{name}'.");
        Func<int, double> time = column switch
        {
            DateTimeColumn dates => row => dates.Seconds[row],
            NumericColumn numbers => row => numbers.Values[row],
            _ => throw new InvalidException("validation.time_column", $"'{name}' is neither a date nor a number."),
        };
        return [.. rows.OrderBy(time).ThenBy(row => row)];
    }

    private static void Require(bool condition, string field, string message)
    {
        if (!condition)
        {
            throw new InvalidException(field, message);
        }
    }
}
