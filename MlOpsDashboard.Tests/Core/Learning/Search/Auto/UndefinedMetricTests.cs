using System.Globalization;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

/// <summary>Trials whose metric has no value: they cannot win, and a search of nothing but those says so.</summary>
public sealed class UndefinedMetricTests
{
    [Theory]
    [InlineData("roc_auc", 0)]
    [InlineData("roc_auc", 1)]
    [InlineData("pr_auc", 1)]
    public void A_class_of_one_row_cannot_be_judged_by_a_comparison_of_classes(string metric, int rareClass)
    {
        DataTable table = Classes(row => row == 123 ? rareClass : 1 - rareClass);

        var exception = Assert.Throws<InvalidException>(() => Run(table, new TrainingPlan { Target = "y", Learners = ["baseline", "linear"], Metric = metric }));

        Assert.Equal(["metric"], exception.Errors.Keys);
        Assert.Equal(
            $"{metric} is undefined on the rows that judge the trials: they must have rows of different classes to learn from and to judge by, and of 320 rows 1 is '{(rareClass == 1 ? "yes" : "no")}'. Use another metric, such as log_loss, or another validation.",
            exception.Message);
    }

    [Fact]
    public void A_class_of_one_row_can_be_judged_by_other_metrics()
    {
        TrainerOutcome outcome = Run(Classes(row => row == 123 ? 1 : 0), new TrainingPlan { Target = "y", Learners = ["baseline", "linear"], Metric = "log_loss", Trials = 2 });

        Assert.NotNull(outcome.Model);
        Assert.All(outcome.Trials, trial => Assert.True(trial.IsJudged));
    }

    [Fact]
    public void A_class_of_two_rows_is_judged_by_the_parts_that_have_one()
    {
        TrainerOutcome outcome = Run(Classes(row => row % 200 == 23 ? 1 : 0), new TrainingPlan { Target = "y", Learners = ["baseline", "linear"], Trials = 2 });

        Assert.NotNull(outcome.Model);
        Assert.All(outcome.Trials, trial => Assert.True(trial.IsJudged));
    }

    [Fact]
    public void Zeros_make_relative_errors_undefined()
    {
        DataTable table = Numbers(row => row % 5);

        var exception = Assert.Throws<InvalidException>(() => Run(table, new TrainingPlan { Target = "y", Task = TaskKind.Regression, Learners = ["linear"], Metric = "mape" }));

        Assert.StartsWith("mape is undefined on the rows that judge the trials: it divides by the true number, which is 0 in ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Use another metric, such as rmse, or another validation.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_whose_answers_leave_the_metric_undefined_has_failed_and_cannot_win()
    {
        // A straight line goes below 0 where the counts are 0; their mean does not.
        DataTable table = Numbers(row => Math.Max(0, (row % 40) - 30));
        var log = new List<string>();

        TrainerOutcome outcome = Run(
            table, new TrainingPlan { Target = "y", Task = TaskKind.Regression, Learners = ["baseline", "linear"], Metric = "poisson_deviance", Trials = 3 }, log);

        Assert.Equal("baseline", outcome.Winner!.Learner);
        TrialResult[] lines = [.. outcome.Trials.Where(trial => trial.Learner == "linear")];
        Assert.NotEmpty(lines);
        Assert.All(lines, trial => Assert.Equal((TrialOutcome.Failed, "poisson_deviance is undefined for what it answers on the validation rows."), (trial.Outcome, trial.Error)));
        Assert.DoesNotContain(log, line => line.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void A_search_without_any_value_says_which_metric_has_none()
    {
        DataTable table = Numbers(row => Math.Max(0, (row % 40) - 30));

        TrainerOutcome outcome = Run(
            table, new TrainingPlan { Target = "y", Task = TaskKind.Regression, Learners = ["linear"], Metric = "poisson_deviance", Trials = 2 });

        Assert.Null(outcome.Model);
        Assert.Equal("No trial can be judged; linear said: poisson_deviance is undefined for what it answers on the validation rows.", outcome.Reason);
    }

    [Fact]
    public void A_fold_without_a_class_says_nothing_and_takes_nothing_away()
    {
        ScoredRows one = new(TaskKind.Binary, [0, 0], [0.8f, 0.2f, 0.7f, 0.3f], 2);
        ScoredRows both = new(TaskKind.Binary, [0, 1], [0.8f, 0.2f, 0.7f, 0.3f], 2);

        SortedDictionary<string, double> means = FoldFigures.Means([one, both]);

        Assert.Equal(1, means["roc_auc"]);
    }

    [Fact]
    public void A_fold_whose_answers_leave_a_metric_undefined_takes_it_away()
    {
        ScoredRows good = new(TaskKind.Regression, [1, 2], [1, 2], 1);
        ScoredRows bad = new(TaskKind.Regression, [1, 2], [-1, 2], 1);

        SortedDictionary<string, double> means = FoldFigures.Means([good, bad]);

        Assert.DoesNotContain("poisson_deviance", means.Keys);
        Assert.Contains("rmse", means.Keys);
    }

    [Theory]
    [InlineData("roc_auc", TaskKind.Binary, "1 1", true)]
    [InlineData("roc_auc", TaskKind.Multiclass, "0 2", false)]
    [InlineData("pr_auc", TaskKind.Binary, "0 0", true)]
    [InlineData("pr_auc", TaskKind.Binary, "1 1", false)]
    [InlineData("log_loss", TaskKind.Binary, "1 1", false)]
    [InlineData("mape", TaskKind.Regression, "1 0", true)]
    [InlineData("mape", TaskKind.Regression, "1 -1", false)]
    [InlineData("r2", TaskKind.Regression, "3 3", true)]
    [InlineData("poisson_deviance", TaskKind.Regression, "0 -1", true)]
    [InlineData("poisson_deviance", TaskKind.Regression, "0 1", false)]
    [InlineData("rmse", TaskKind.Regression, "", true)]
    public void What_the_truths_rule_out_is_what_the_metric_has_no_value_for(string name, TaskKind task, string truths, bool undefined)
    {
        Metric metric = MetricCatalog.Find(name)!;
        float[] values = [.. truths.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(truth => float.Parse(truth, CultureInfo.InvariantCulture))];

        Assert.Equal(undefined, MetricDomain.Lack(metric, task, values) is not null);

        int outputs = task switch { TaskKind.Binary => 2, TaskKind.Multiclass => 3, _ => 1 };
        float[] answers = [.. values.SelectMany((_, row) => Enumerable.Repeat((row + 1) / 3f, outputs))];
        bool computed = values.Length > 0 && double.IsFinite(metric.Compute(new ScoredRows(task, values, answers, outputs)));
        Assert.Equal(undefined, !computed);
    }

    private static TrainerOutcome Run(DataTable table, TrainingPlan plan, List<string>? log = null) =>
        new AutoTrainer(TimeProvider.System, happened => log?.AddRange(happened is TrainerEvent.Logged line ? [line.Message] : [])).Run(table, plan, CancellationToken.None);

    private static DataTable Classes(Func<int, int> classOf) =>
        With(new CodedColumn("y", ColumnType.Boolean, [.. Enumerable.Range(0, 400).Select(classOf)], ["no", "yes"]));

    private static DataTable Numbers(Func<int, float> valueOf) => With(
        new NumericColumn("y", [.. Enumerable.Range(0, 400).Select(valueOf)]), new NumericColumn("x", [.. Enumerable.Range(0, 400).Select(row => (float)(row % 40))]));

    private static DataTable With(params Column[] columns) =>
        new([.. ToyTable.Make().Columns.Where(column => columns.All(other => other.Name != column.Name)), .. columns]);
}
