using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

/// <summary>Validation by a column of times, on a table whose rows are in no order.</summary>
public sealed class TimedRowsTests
{
    private const int Rows = 400;
    private static readonly double[] s_times = [.. Enumerable.Range(0, Rows).Select(row => 1.6e9 + (86400.0 * (row * 77 % Rows)))];
    private static readonly TrainingPlan s_plan = new()
    {
        Target = "y",
        Learners = ["baseline", "linear"],
        Validation = new ValidationPlan { Strategy = ValidationStrategy.Time, TimeColumn = "when", TestSize = 0.25 },
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_latest_rows_judge_and_those_before_them_teach(bool dates)
    {
        TrainingSetup setup = TrainingSetupFactory.Make(Table(s_times, dates), s_plan);

        Assert.Equal(100, setup.Test.Length);
        AssertLater(setup.Fit, setup.Test);
        Assert.Equal(75, setup.Folds[0].Test.Length);
        AssertLater(setup.Folds[0].Training, setup.Folds[0].Test);
    }

    [Fact]
    public void Outer_folds_follow_the_column_too()
    {
        TrainingSetup setup = TrainingSetupFactory.Make(Table(s_times), s_plan with { Validation = s_plan.Validation with { OuterFolds = 3 } });

        IReadOnlyList<TrainingSetup> folds = RowDivision.Outer(setup);

        Assert.Equal([100, 200, 300], folds.Select(fold => fold.Fit.Length));
        Assert.All(folds, fold =>
        {
            AssertLater(fold.Fit, fold.Test);
            AssertLater(fold.Folds[0].Training, fold.Folds[0].Test);
        });
    }

    [Fact]
    public void Rows_without_a_time_have_no_part_in_it()
    {
        TrainingSetup setup = TrainingSetupFactory.Make(Table([.. s_times.Select((time, row) => row % 8 == 0 ? double.NaN : time)]), s_plan);

        Assert.Equal(50, setup.Untimed);
        Assert.Equal(0, setup.Dropped);
        Assert.Equal(350, setup.Fit.Length + setup.Test.Length);
        Assert.DoesNotContain(setup.Fit.Concat(setup.Test), row => row % 8 == 0);
        AssertLater(setup.Fit, setup.Test);
    }

    [Fact]
    public void A_time_that_hardly_any_row_has_is_no_time()
    {
        DataTable table = Table([.. s_times.Select((time, row) => row < 5 ? time : double.NaN)]);

        var exception = Assert.Throws<InvalidException>(() => AutoTrainer.Check(table, s_plan));

        Assert.Equal("There are 5 rows with a value of 'y' and 'when'; at least 10 are needed.", exception.Message);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("colour")]
    [InlineData("y")]
    public void A_column_that_gives_no_order_is_named(string column)
    {
        var exception = Assert.Throws<InvalidException>(
            () => AutoTrainer.Check(Table(s_times), s_plan with { Validation = s_plan.Validation with { TimeColumn = column } }));

        Assert.Equal(["validation.time_column"], exception.Errors.Keys);
    }

    private static void AssertLater(int[] before, int[] after) => Assert.True(before.Max(row => s_times[row]) < after.Min(row => s_times[row]));

    // Days since the first one are whole numbers, which a column of numbers holds exactly.
    private static DataTable Table(double[] times, bool dates = true) => new(
    [
        .. ToyTable.Make(Rows).Columns,
        dates ? new DateTimeColumn("when", times) : new NumericColumn("when", Array.ConvertAll(times, time => (float)((time - 1.6e9) / 86400))),
    ]);
}
