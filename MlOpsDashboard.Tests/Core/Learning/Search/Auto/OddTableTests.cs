using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

/// <summary>Whatever the table, training ends with a model that can be saved, or says which field is at fault.</summary>
public sealed class OddTableTests
{
    [Fact]
    public void Any_table_gives_a_model_or_a_reason()
    {
        int models = 0;
        Gen<(DataTable, TrainingPlan)> cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from rows in Gen.Choose(0, 60)
            from columns in Gen.Choose(1, 6)
            select Make(new Random(seed), rows, columns);
        Prop.ForAll(cases.ToArbitrary(), input =>
        {
            (DataTable table, TrainingPlan plan) = input;
            try
            {
                TrainerOutcome outcome = new AutoTrainer(TimeProvider.System).Run(table, plan, CancellationToken.None);
                Assert.All(outcome.Trials, trial => Assert.True(trial.Error is null or TrialRunner.NothingVaries, trial.Error));
                TrainedModel loaded = ModelArtifact.Load(new MemoryStream(ModelArtifact.ToBytes(outcome.Model!)));
                Assert.Equal(outcome.Model!.PredictTable(table), loaded.PredictTable(table));
                models++;
            }
            catch (InvalidException exception)
            {
                Assert.All(exception.Errors.Values, messages => Assert.EndsWith(".", Assert.Single(messages), StringComparison.Ordinal));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
        Assert.True(models > 5, $"{models} models");
    }

    [Fact]
    public void Thousands_of_columns_are_no_trouble()
    {
        var random = new Random(1);
        int rows = 60;
        Column[] columns =
        [
            .. Enumerable.Range(0, 5000).Select(index => (Column)new NumericColumn($"x{index}", [.. Enumerable.Range(0, rows).Select(_ => (float)random.NextDouble())])),
            new CodedColumn("y", ColumnType.Boolean, [.. Enumerable.Range(0, rows).Select(row => row % 2)], ["no", "yes"]),
        ];

        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System).Run(
            new DataTable(columns), new TrainingPlan { Target = "y", Trials = 2, Learners = ["baseline", "linear"] }, CancellationToken.None);

        Assert.NotNull(outcome.Model);
        Assert.Equal(5000, outcome.Model.Signature.Features.Count);
    }

    private static (DataTable Table, TrainingPlan Plan) Make(Random random, int rows, int columns)
    {
        Column[] made = [.. Enumerable.Range(0, columns).Select(index => MakeColumn($"c{index}", random, rows)), MakeColumn("y", random, rows)];
        string[] learners = [.. LearnerCatalog.All.Select(learner => learner.Name).Where(name => name != "neural_network")];
        return (new DataTable(made), new TrainingPlan
        {
            Target = "y",
            Learners = [learners[random.Next(learners.Length)], "baseline"],
            Trials = 2,
            Seed = random.Next(),
            Validation = new ValidationPlan { Strategy = (ValidationStrategy)random.Next(3), Folds = 2 + random.Next(3) },
            Imbalance = random.Next(3) == 0 ? (ImbalanceTreatment)random.Next(3) : ImbalanceTreatment.None,
        });
    }

    private static Column MakeColumn(string name, Random random, int rows)
    {
        double lack = random.Next(3) switch { 0 => 0, 1 => 0.2, _ => random.NextDouble() };
        int distinct = 1 + random.Next(random.Next(2) == 0 ? 3 : 40);
        int[] codes = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() < lack ? -1 : random.Next(distinct))];
        string[] words = [.. Enumerable.Range(0, distinct).Select(code => $"w{code:00}")];
        return random.Next(6) switch
        {
            0 => new NumericColumn(name, Array.ConvertAll(codes, code => code < 0 ? float.NaN : code)),
            1 => new NumericColumn(name, Array.ConvertAll(codes, code => code < 0 ? float.NaN : (float)(random.NextDouble() * Math.Pow(10, random.Next(-30, 30))))),
            2 => new NumericColumn(name, Array.ConvertAll(codes, code => code < 0 ? float.PositiveInfinity : (float)random.NextDouble())),
            3 => new DateTimeColumn(name, Array.ConvertAll(codes, code => code < 0 ? double.NaN : 1e8 * code * random.NextDouble())),
            4 => new CodedColumn(name, ColumnType.Boolean, Array.ConvertAll(codes, code => Math.Min(code, 1)), ["n", "y"]),
            _ => new CodedColumn(name, random.Next(5) == 0 ? ColumnType.Text : ColumnType.Categorical, codes, words),
        };
    }
}
