using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using static MlOpsDashboard.Core.Learning.Search.Auto.TrainingSetupFactory;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Divides the rows of a search: those set aside, those that trials learn from, and those that judge them.</summary>
internal static class RowDivision
{
    // With fewer rows one validation part would choose the winner by luck: five parts take turns instead.
    private const int FewRows = 10_000;
    private const long FewCells = 1_000_000;
    private const int FoldsOfFewRows = 5;

    // So that the outer folds are not those of the search itself.
    private const int OuterStream = 1000;

    /// <summary>The rows set aside, the others, and the divisions of the others that judge trials.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="rows">The rows with an answer.</param>
    /// <exception cref="InvalidException">There are too few rows for the plan.</exception>
    public static (int[] Test, int[] Fit, IReadOnlyList<RowSplit> Folds) Divide(DataTable table, TrainingPlan plan, TargetColumn target, int[] rows)
    {
        RowSplit outer = SetAside(table, plan, target, rows);
        return (outer.Test, outer.Training, FoldsOf(table, plan, target, outer.Training));
    }

    /// <summary>
    /// The set-ups of nested validation: all rows with an answer are divided into outer folds, and in each the whole search is to be done on
    /// the others alone. By groups a group is in one fold; by time each fold follows the rows that are learnt from (rolling origin).
    /// </summary>
    /// <param name="setup">The set-up of the search.</param>
    /// <exception cref="InvalidException">There are too few rows or groups for the folds.</exception>
    public static IReadOnlyList<TrainingSetup> Outer(TrainingSetup setup)
    {
        int folds = setup.Plan.Validation.OuterFolds;
        int[] rows = [.. setup.Fit.Concat(setup.Test).Order()];
        int seed = SeededRandom.Derive(setup.Plan.Seed, OuterStream);
        IReadOnlyList<RowSplit> splits = setup.Plan.Validation.Strategy switch
        {
            ValidationStrategy.Time => Splitter.Rolling(InTime(setup.Table, setup.Plan.Validation.TimeColumn, rows), folds),
            ValidationStrategy.Group => Splitter.GroupKFold(rows, GroupsOf(GroupColumn(setup.Table, setup.Plan)), folds, seed),
            _ => Splitter.KFold(rows, setup.Target, folds, seed),
        };
        Require(
            splits.All(split => split.Training.Length >= 4 && split.Test.Length > 0),
            "validation.outer_folds",
            $"There are too few rows for {folds} outer folds.");
        return
        [
            .. splits.Select(split => setup with
            {
                Plan = setup.Plan with { Past = [] },
                Test = split.Test,
                Fit = split.Training,
                Folds = FoldsOf(setup.Table, setup.Plan, setup.Target, split.Training),
            }),
        ];
    }

    /// <summary>The rows that have a place in time, where a column of times divides the rows; else all.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="rows">The rows with an answer.</param>
    /// <exception cref="InvalidException">The column of times is not there, is the target, or holds neither dates nor numbers.</exception>
    public static int[] Timed(DataTable table, TrainingPlan plan, int[] rows)
    {
        if (plan.Validation is not { Strategy: ValidationStrategy.Time, TimeColumn: { } name })
        {
            return rows;
        }

        Require(name != plan.Target, "validation.time_column", $"'{name}' is the target, so it cannot say when a row was.");
        Func<int, double> time = TimeOf(table, name);
        return Array.FindAll(rows, row => double.IsFinite(time(row)));
    }

    private static RowSplit SetAside(DataTable table, TrainingPlan plan, TargetColumn target, int[] rows)
    {
        ValidationPlan validation = plan.Validation;
        if (validation.Strategy == ValidationStrategy.Time)
        {
            return Splitter.Ordered(InTime(table, validation.TimeColumn, rows), validation.TestSize);
        }

        if (validation.Strategy == ValidationStrategy.Group)
        {
            return GroupsSetAside(table, plan, rows);
        }

        RowSplit outer = Splitter.Holdout(rows, target, validation.TestSize, plan.Seed);
        Must(outer.Test.Length > 0, "validation.test_size", "leaves no row to measure the winner on; make it larger.");
        Must(outer.Training.Length >= 4, "validation.test_size", "leaves too few rows to learn from; make it smaller.");
        return outer;
    }

    private static IReadOnlyList<RowSplit> FoldsOf(DataTable table, TrainingPlan plan, TargetColumn target, int[] fit)
    {
        ValidationPlan validation = plan.Validation;
        switch (validation.Strategy)
        {
            case ValidationStrategy.Time:
                Must(fit.Length >= 2, "validation.test_size", "leaves too few rows to learn from and to judge by; make it smaller.");
                return [Splitter.Ordered(fit, validation.TestSize)];
            case ValidationStrategy.Group:
                int[] groups = GroupsOf(GroupColumn(table, plan));
                int left = fit.Select(row => groups[row]).Distinct().Count();
                Must(left >= validation.Folds, "validation.test_size", $"leaves {left} groups for {validation.Folds} folds; make it smaller.");
                return Splitter.GroupKFold(fit, groups, validation.Folds, plan.Seed);
            case ValidationStrategy.KFold:
                Require(validation.Folds <= fit.Length, "validation.folds", $"There are only {fit.Length} rows for {validation.Folds} folds.");
                return
                [
                    .. Enumerable.Range(0, validation.Repeats)
                        .SelectMany(round => Splitter.KFold(fit, target, validation.Folds, round == 0 ? plan.Seed : SeededRandom.Derive(plan.Seed, round))),
                ];
        }

        if (fit.Length is >= FoldsOfFewRows and < FewRows && (long)fit.Length * table.Columns.Count < FewCells)
        {
            return Splitter.KFold(fit, target, FoldsOfFewRows, SeededRandom.Derive(plan.Seed, 1));
        }

        RowSplit inner = Splitter.Holdout(fit, target, validation.TestSize, SeededRandom.Derive(plan.Seed, 1));
        Must(inner.Test.Length > 0, "validation.test_size", "leaves no row to judge trials by; make it larger.");
        return [inner];
    }

    private static RowSplit GroupsSetAside(DataTable table, TrainingPlan plan, int[] rows)
    {
        Column column = GroupColumn(table, plan);
        int[] groups = GroupsOf(column);
        int count = rows.Select(row => groups[row]).Distinct().Count();
        Require(
            count > Math.Max(plan.Validation.Folds, plan.Validation.OuterFolds),
            "validation.folds",
            $"'{column.Name}' has {count} groups: too few for {plan.Validation.Folds} folds and a part that is set aside.");
        return Splitter.GroupHoldout(rows, groups, plan.Validation.TestSize, plan.Seed);
    }

    private static Column GroupColumn(DataTable table, TrainingPlan plan)
    {
        string? name = plan.Validation.GroupColumn;
        Must(name is not null, "validation.group_column", "must name the column whose values are the groups.");
        return table.Find(name!) ?? throw new InvalidException("validation.group_column", $"The data set has no column '{name}'.");
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
                NumericColumn numbers => numbers.ValueAt(row),
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

        return [.. rows.OrderBy(TimeOf(table, name)).ThenBy(row => row)];
    }

    private static Func<int, double> TimeOf(DataTable table, string name) =>
        (table.Find(name) ?? throw new InvalidException("validation.time_column", $"The data set has no column '{name}'.")) switch
        {
            DateTimeColumn dates => row => dates.Seconds[row],
            NumericColumn numbers => numbers.ValueAt,
            _ => throw new InvalidException("validation.time_column", $"'{name}' holds neither dates nor numbers."),
        };
}
