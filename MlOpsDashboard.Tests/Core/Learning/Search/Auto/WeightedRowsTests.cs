using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

public sealed class WeightedRowsTests
{
    private static readonly TrainingPlan s_plan = new() { Target = "y", WeightColumn = "w", Trials = 2, Learners = ["baseline"], Seed = 3 };

    [Theory]
    [InlineData(1f)]
    [InlineData(1000f)]
    public void A_row_of_three_times_the_weight_counts_three_times_whatever_the_unit(float unit)
    {
        // Half of the answers are 0 and weigh 1, half are 10 and weigh 3: their weighted mean is (0·1 + 10·3) / 4 = 7.5.
        DataTable table = Table(row => row % 2 * 10f, row => unit * (row % 2 == 0 ? 1 : 3));

        float[] answer = new float[1];
        Run(table, s_plan with { Task = TaskKind.Regression }).Model!.Predict(new FeatureRow([0.5]), answer);

        Assert.InRange(answer[0], 7.3, 7.7);
    }

    [Fact]
    public void Equal_weights_change_nothing()
    {
        DataTable table = Table(row => row * 0.1f, _ => 2.5f);
        TrainingPlan plan = s_plan with { Learners = ["linear", "gradient_boosting"], Trials = 4 };

        TrainerOutcome weighted = Run(table, plan);

        TrainerOutcome plain = Run(table.Select(["x", "y"]), plan with { WeightColumn = null });
        Assert.Equal(plain.Trials.Select(trial => trial.Value), weighted.Trials.Select(trial => trial.Value));
        Assert.Equal(["x"], weighted.Model!.Signature.Features.Select(feature => feature.Name));
    }

    [Fact]
    public void Weights_and_class_weights_multiply()
    {
        // The weights make "yes" three times as heavy as "no" where there are as many; balancing takes that back: each class has half.
        DataTable toy = Table(row => row, row => row % 2 == 0 ? 1 : 3);
        int[] codes = [.. Enumerable.Range(0, toy.RowCount).Select(row => row % 2)];
        var table = new DataTable([toy.Find("x")!, toy.Find("w")!, new CodedColumn("y", ColumnType.Boolean, codes, ["no", "yes"])]);

        Assert.Equal(0.75, Chance(Run(table, s_plan)), 2);
        Assert.Equal(0.5, Chance(Run(table.Select(["x", "y"]), s_plan with { WeightColumn = null })), 2);

        // The baseline needs no treatment of classes and gets none; a tree without a split does.
        var stump = s_plan with { Learners = ["gradient_boosting"], Features = ["x"], Trials = 1, Imbalance = ImbalanceTreatment.ClassWeight };
        Assert.InRange(Run(table, stump).Model!.Metadata.Metrics["log_loss"], 0.6, 0.8);
    }

    private static double Chance(TrainerOutcome outcome)
    {
        float[] chances = new float[2];
        outcome.Model!.Predict(new FeatureRow([0.5]), chances);
        return chances[1];
    }

    private static TrainerOutcome Run(DataTable table, TrainingPlan plan) => new AutoTrainer(TimeProvider.System).Run(table, plan, CancellationToken.None);

    private static DataTable Table(Func<int, float> answer, Func<int, float> weight)
    {
        const int Rows = 400;
        var random = new Random(7);
        return new DataTable(
        [
            new NumericColumn("x", [.. Enumerable.Range(0, Rows).Select(_ => random.NextSingle())]),
            new NumericColumn("w", [.. Enumerable.Range(0, Rows).Select(weight)]),
            new NumericColumn("y", [.. Enumerable.Range(0, Rows).Select(answer)]),
        ]);
    }
}
