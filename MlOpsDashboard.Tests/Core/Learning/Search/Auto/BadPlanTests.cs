using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

public sealed class BadPlanTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "unknown target", "target" },
        { "target of one class", "target" },
        { "target all missing", "target" },
        { "constant number", "target" },
        { "date", "target" },
        { "words as regression", "task" },
        { "two classes as multiclass", "task" },
        { "unknown metric", "metric" },
        { "metric of another task", "metric" },
        { "unknown learner", "learners" },
        { "no learner", "learners" },
        { "unknown feature", "features" },
        { "target as feature", "features" },
        { "no feature", "features" },
        { "useless features", "features" },
        { "negative budget", "time_budget_seconds" },
        { "no trials", "trials" },
        { "test size of one", "validation.test_size" },
        { "test size not a number", "validation.test_size" },
        { "one fold", "validation.folds" },
        { "unknown strategy", "validation.strategy" },
        { "no group column", "validation.group_column" },
        { "unknown group column", "validation.group_column" },
        { "too few groups", "validation.folds" },
        { "no rounds", "validation.repeats" },
        { "threshold of no metric", "threshold" },
        { "no time for a row", "max_predict_ms" },
        { "too few rows", "dataset" },
        { "weights for numbers", "imbalance" },
        { "unknown weights", "weight_column" },
        { "words as weights", "weight_column" },
        { "weight of zero", "weight_column" },
        { "row without a weight", "weight_column" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_field_at_fault_is_named(string fault, string field)
    {
        (DataTable table, TrainingPlan plan) = Make(fault);

        var exception = Assert.Throws<InvalidException>(() => new AutoTrainer(TimeProvider.System).Run(table, plan, CancellationToken.None));

        Assert.Equal([field], exception.Errors.Keys);
        Assert.All(exception.Errors.Values, messages => Assert.EndsWith(".", Assert.Single(messages), StringComparison.Ordinal));
    }

    private static (DataTable Table, TrainingPlan Plan) Make(string fault)
    {
        DataTable table = ToyTable.Make();
        var plan = new TrainingPlan { Target = "y", Learners = ["linear"] };
        return fault switch
        {
            "no group column" => (table, plan with { Validation = new ValidationPlan { Strategy = ValidationStrategy.Group } }),
            "unknown group column" => (table, plan with { Validation = new ValidationPlan { Strategy = ValidationStrategy.Group, GroupColumn = "z" } }),
            "too few groups" => (table, plan with { Validation = new ValidationPlan { Strategy = ValidationStrategy.Group, GroupColumn = "y" } }),
            "no rounds" => (table, plan with { Validation = new ValidationPlan { Strategy = ValidationStrategy.KFold, Repeats = 0 } }),
            "threshold of no metric" => (table, plan with { ThresholdMetric = "magic" }),
            "no time for a row" => (table, plan with { MaxRowTime = TimeSpan.Zero }),
            "unknown target" => (table, plan with { Target = "z" }),
            "target of one class" => (With(table, new CodedColumn("y", ColumnType.Boolean, new int[400], ["no"])), plan),
            "target all missing" => (With(table, new NumericColumn("y", [.. Enumerable.Repeat(float.NaN, 400)])), plan),
            "constant number" => (With(table, new NumericColumn("y", new float[400])), plan with { Task = TaskKind.Regression }),
            "date" => (table, plan with { Target = "at" }),
            "words as regression" => (table, plan with { Task = TaskKind.Regression }),
            "two classes as multiclass" => (table, plan with { Task = TaskKind.Multiclass }),
            "unknown metric" => (table, plan with { Metric = "goodness" }),
            "metric of another task" => (table, plan with { Metric = "rmse" }),
            "unknown learner" => (table, plan with { Learners = ["oracle"] }),
            "no learner" => (table, plan with { Learners = [] }),
            "unknown feature" => (table, plan with { Features = ["z"] }),
            "target as feature" => (table, plan with { Features = ["x", "y"] }),
            "no feature" => (table, plan with { Features = [] }),
            "useless features" => (table.Select(["id", "y"]), plan),
            "negative budget" => (table, plan with { TimeBudget = TimeSpan.FromSeconds(-1) }),
            "no trials" => (table, plan with { Trials = 0 }),
            "test size of one" => (table, plan with { Validation = new ValidationPlan { TestSize = 1 } }),
            "test size not a number" => (table, plan with { Validation = new ValidationPlan { TestSize = double.NaN } }),
            "one fold" => (table, plan with { Validation = new ValidationPlan { Strategy = ValidationStrategy.KFold, Folds = 1 } }),
            "unknown strategy" => (table, plan with { Validation = new ValidationPlan { Strategy = (ValidationStrategy)9 } }),
            "too few rows" => (table.Take([0, 1, 2, 3, 4, 5, 6]), plan),
            "weights for numbers" => (ToyTable.Make(task: TaskKind.Regression), plan with { Imbalance = ImbalanceTreatment.ClassWeight }),
            "unknown weights" => (table, plan with { WeightColumn = "z" }),
            "words as weights" => (table, plan with { WeightColumn = "y" }),
            "weight of zero" => (Weighed(table, 0), plan with { WeightColumn = "w" }),
            "row without a weight" => (Weighed(table, float.NaN), plan with { WeightColumn = "w" }),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    private static DataTable Weighed(DataTable table, float last) =>
        new([.. table.Columns, new NumericColumn("w", [.. Enumerable.Repeat(1f, table.RowCount - 1), last])]);

    private static DataTable With(DataTable table, Column target) =>
        new([.. table.Columns.Where(column => column.Name != target.Name), target]);
}
