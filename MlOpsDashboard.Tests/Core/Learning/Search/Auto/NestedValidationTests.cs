using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

public sealed class NestedValidationTests
{
    private static readonly TrainingPlan s_plan = new()
    {
        Target = "y",
        Trials = 3,
        Learners = ["baseline", "linear"],
        Validation = new ValidationPlan { OuterFolds = 3 },
    };

    [Theory]
    [InlineData(TaskKind.Binary, ValidationStrategy.Holdout)]
    [InlineData(TaskKind.Multiclass, ValidationStrategy.KFold)]
    [InlineData(TaskKind.Regression, ValidationStrategy.Time)]
    public void The_search_is_repeated_in_each_outer_fold(TaskKind task, ValidationStrategy strategy)
    {
        TrainingPlan plan = s_plan with { Validation = s_plan.Validation with { Strategy = strategy, Folds = 3 } };

        TrainerOutcome outcome = Run(ToyTable.Make(task: task), plan);

        Assert.Equal(["linear", "linear", "linear"], outcome.Nested!.Learners);
        Assert.InRange(outcome.Nested.Mean, outcome.Nested.Interval.Low, outcome.Nested.Interval.High);
        TrainerOutcome simple = Run(ToyTable.Make(task: task), plan with { Validation = plan.Validation with { OuterFolds = 0 } });
        Assert.Null(simple.Nested);
        Assert.Equal(ModelArtifact.ToBytes(simple.Model!), ModelArtifact.ToBytes(outcome.Model!));
    }

    [Fact]
    public void Outer_folds_never_learn_from_what_judges_them_and_judge_by_every_row()
    {
        DataTable table = ToyTable.Make();
        TrainingSetup setup = TrainingSetupFactory.Make(table, s_plan);

        IReadOnlyList<TrainingSetup> folds = RowDivision.Outer(setup);

        Assert.Equal(Enumerable.Range(0, table.RowCount), folds.SelectMany(fold => fold.Test).Order());
        Assert.All(folds, fold =>
        {
            Assert.Empty(fold.Test.Intersect(fold.Fit));
            Assert.All(fold.Folds, inner => Assert.Empty(fold.Test.Intersect(inner.Training.Concat(inner.Test))));
        });
    }

    [Fact]
    public void Folds_in_time_follow_what_they_learn_from()
    {
        IReadOnlyList<RowSplit> folds = Splitter.Rolling([.. Enumerable.Range(0, 23)], 3);

        // TimeSeriesSplit(n_splits=3) of scikit-learn 1.2.1 on 23 rows.
        Assert.Equal([8, 13, 18], folds.Select(fold => fold.Training.Length));
        Assert.Equal([8, 13, 18], folds.Select(fold => fold.Test[0]));
        Assert.All(folds, fold => Assert.Equal(5, fold.Test.Length));
    }

    [Fact]
    public void The_interval_is_that_of_the_corrected_t_test()
    {
        var score = new NestedScore([0.80, 0.85, 0.90], ["a", "b", "a"], 0.5);

        // scipy.stats.t.ppf(0.975, 2) * 0.05 * sqrt(1/3 + 0.5) of SciPy 1.10.1.
        Assert.Equal(0.05, score.Deviation, 1e-12);
        Assert.Equal(0.85 - 0.19638, score.Interval.Low, 1e-4);
        Assert.Equal(0.85 + 0.19638, score.Interval.High, 1e-4);
    }

    [Fact]
    public void On_noise_the_outer_score_is_honest()
    {
        // Labels that nothing explains: whatever the best of many trials says, the search as a whole finds nothing.
        DataTable table = ToyTable.Make();
        var random = new SeededRandom(3);
        int[] codes = [.. Enumerable.Range(0, table.RowCount).Select(_ => random.Next(2))];
        var noise = new DataTable([.. table.Columns.Where(column => column.Name != "y"), new CodedColumn("y", ColumnType.Boolean, codes, ["no", "yes"])]);

        NestedScore nested = Run(noise, s_plan with { Trials = 8, Learners = ["gradient_boosting"] }).Nested!;

        Assert.InRange(nested.Mean, 0.42, 0.58);
    }

    [Fact]
    public void A_cancel_in_an_outer_fold_keeps_the_model()
    {
        using var source = new CancellationTokenSource();
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened =>
        {
            if (happened is TrainerEvent.StageBegan { Stage: "outer fold 2 of 3" })
            {
                source.Cancel();
            }
        }).Run(ToyTable.Make(), s_plan, source.Token);

        Assert.True(outcome.Cancelled);
        Assert.Equal("linear", outcome.Model!.Metadata.Learner);
        Assert.Null(outcome.Nested);
    }

    [Fact]
    public void Outer_folds_of_an_earlier_attempt_are_not_measured_again()
    {
        (TrainerOutcome whole, OuterFold[] folds, _) = Watch(s_plan);
        Assert.Equal([1, 2, 3], folds.Select(fold => fold.Number));

        // Marked, so that they would be told from those of a second measurement.
        OuterFold[] past = [folds[2] with { Value = 0.125 }, folds[0]];
        (TrainerOutcome rest, OuterFold[] measured, string[] stages) = Watch(s_plan with { Past = whole.Trials, PastFolds = past });

        Assert.Equal([2], measured.Select(fold => fold.Number));
        Assert.Equal(["outer fold 2 of 3"], stages.Where(stage => stage.StartsWith("outer", StringComparison.Ordinal)));
        Assert.Equal([folds[0].Value, folds[1].Value, 0.125], rest.Nested!.Values);

        static (TrainerOutcome Outcome, OuterFold[] Folds, string[] Stages) Watch(TrainingPlan plan)
        {
            var happened = new List<TrainerEvent>();
            TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened.Add).Run(ToyTable.Make(), plan, CancellationToken.None);
            return (
                outcome,
                [.. happened.OfType<TrainerEvent.OuterFoldEnded>().Select(ended => ended.Fold)],
                [.. happened.OfType<TrainerEvent.StageBegan>().Select(began => began.Stage)]);
        }
    }

    [Fact]
    public void Time_of_earlier_outer_folds_counts_towards_the_budget()
    {
        var log = new List<string>();
        OuterFold past = new(1, "linear", 0.7, TimeSpan.FromSeconds(41));

        new AutoTrainer(new FakeTimeProvider(), happened => log.AddRange(happened is TrainerEvent.Logged line ? [line.Message] : []))
            .Run(ToyTable.Make(), s_plan with { TimeBudget = TimeSpan.FromSeconds(40), PastFolds = [past] }, CancellationToken.None);

        Assert.Contains("The time budget ends nested validation after 1 of 3 outer folds.", log);
    }

    [Fact]
    public void Time_that_runs_out_ends_the_outer_folds_and_keeps_the_model()
    {
        var clock = new FakeTimeProvider();
        var log = new List<string>();
        TrainerOutcome outcome = new AutoTrainer(clock, happened =>
        {
            log.AddRange(happened is TrainerEvent.Logged line ? [line.Message] : []);
            clock.Advance(TimeSpan.FromSeconds(happened is TrainerEvent.StageBegan { Stage: "outer fold 2 of 3" } ? 100 : 0));
        }).Run(ToyTable.Make(), s_plan with { TimeBudget = TimeSpan.FromSeconds(40) }, CancellationToken.None);

        Assert.NotNull(outcome.Model);
        Assert.False(outcome.Cancelled);
        Assert.Contains(log, line => line.EndsWith("of 3 outer folds.", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_few_rows_are_told_before_anything_is_trained()
    {
        var exception = Assert.Throws<InvalidException>(() => AutoTrainer.Check(
            ToyTable.Make(12), s_plan with { Metric = "log_loss", Validation = new ValidationPlan { OuterFolds = 9, Strategy = ValidationStrategy.Time } }));

        Assert.Equal(["validation.outer_folds"], exception.Errors.Keys);
    }

    private static TrainerOutcome Run(DataTable table, TrainingPlan plan) => new AutoTrainer(TimeProvider.System).Run(table, plan, CancellationToken.None);
}
