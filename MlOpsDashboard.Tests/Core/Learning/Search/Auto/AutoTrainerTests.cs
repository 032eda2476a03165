using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

public sealed class AutoTrainerTests
{
    private static readonly TrainingPlan s_plan = new() { Target = "y", Trials = 4, Learners = ["baseline", "linear"] };

    [Theory]
    [InlineData(TaskKind.Binary, ValidationStrategy.Holdout)]
    [InlineData(TaskKind.Binary, ValidationStrategy.KFold)]
    [InlineData(TaskKind.Binary, ValidationStrategy.Time)]
    [InlineData(TaskKind.Multiclass, ValidationStrategy.Holdout)]
    [InlineData(TaskKind.Multiclass, ValidationStrategy.KFold)]
    [InlineData(TaskKind.Regression, ValidationStrategy.Holdout)]
    [InlineData(TaskKind.Regression, ValidationStrategy.KFold)]
    [InlineData(TaskKind.Regression, ValidationStrategy.Time)]
    public void A_search_ends_with_a_model_that_beats_the_baseline(TaskKind task, ValidationStrategy strategy)
    {
        TrainerOutcome outcome = Run(ToyTable.Make(task: task), s_plan with { Validation = new ValidationPlan { Strategy = strategy } });

        Assert.Equal(task, outcome.Task);
        Assert.Equal(4, outcome.Trials.Count);
        Assert.All(outcome.Trials, trial => Assert.Equal(TrialOutcome.Finished, trial.Outcome));
        Assert.Equal("baseline", outcome.Trials[0].Learner);
        Assert.Equal("linear", outcome.Winner!.Learner);
        Assert.True(outcome.Metric.IsBetter(outcome.Winner.Value, outcome.Trials[0].Value));
        Assert.True(outcome.Refitted);
        Assert.Contains(outcome.Metric.Name, outcome.Model!.Metadata.Metrics.Keys);
        Assert.Contains(outcome.Model.Signature.Ignored, column => column.Name == "id");
        Assert.True(outcome.Model.Metadata.Importance["x"] > outcome.Model.Metadata.Importance["noise"]);
    }

    [Fact]
    public void Columns_left_out_for_the_same_reason_are_told_in_one_line()
    {
        var log = new List<string>();
        DataTable table = ToyTable.Make();
        var wide = new DataTable([.. table.Columns, .. Enumerable.Range(1, 12).Select(i => new NumericColumn($"same{i}", new float[table.RowCount]))]);

        new AutoTrainer(TimeProvider.System, happened => log.AddRange(happened is TrainerEvent.Logged line ? [line.Message] : []))
            .Run(wide, s_plan, CancellationToken.None);

        string constant = Assert.Single(log, line => line.Contains("same1", StringComparison.Ordinal));
        Assert.StartsWith("12 columns are left out ('same1', 'same2',", constant, StringComparison.Ordinal);
        Assert.Contains("'same10', …)", constant, StringComparison.Ordinal);
        Assert.Single(log, line => line.StartsWith("Column 'id' is left out.", StringComparison.Ordinal));
    }

    [Fact]
    public void Reported_metrics_come_from_rows_that_the_model_was_not_fitted_on()
    {
        DataTable table = ToyTable.Make();
        TrainerOutcome outcome = Run(table, s_plan);
        var target = TargetColumn.Read(table.Find("y")!, null);
        int[] all = [.. Enumerable.Range(0, table.RowCount)];
        RowSplit split = Splitter.Holdout(all, target, 0.2, s_plan.Seed);

        float[] outputs = outcome.Model!.PredictTable(table, split.Test);
        var scored = new ScoredRows(TaskKind.Binary, [.. split.Test.Select(row => target.Values[row])], outputs, 2);

        Assert.Equal(split.Training.Length, outcome.Model.Metadata.TrainingRows);
        Assert.Equal(MetricCatalog.Evaluate(scored), outcome.Model.Metadata.Metrics);
    }

    [Theory]
    [InlineData(TaskKind.Binary)]
    [InlineData(TaskKind.Multiclass)]
    [InlineData(TaskKind.Regression)]
    public void Every_metric_of_the_winner_lies_in_its_interval(TaskKind task)
    {
        ModelMetadata papers = Run(ToyTable.Make(task: task), s_plan).Model!.Metadata;

        Assert.All(papers.Metrics, metric => Assert.InRange(metric.Value, papers.Intervals[metric.Key].Low, papers.Intervals[metric.Key].High));
        Assert.All(papers.Intervals.Values, interval => Assert.True(interval.Low < interval.High));
    }

    [Fact]
    public void A_model_of_a_quantile_is_judged_by_it()
    {
        TrainerOutcome outcome = Run(ToyTable.Make(task: TaskKind.Regression), s_plan with
        {
            Metric = "pinball",
            Trials = 1,
            Learners = ["linear", "gradient_boosting"],
            Fixed = new Dictionary<string, Hyperparameters> { ["gradient_boosting"] = Hyperparameters.None.With("loss", "quantile").With("quantile", 0.9) },
        });

        // Where nine tenths lie below is no good guess of the mean: by its own quantile it wins, by the median it would not.
        Assert.Equal(0.9, outcome.Model!.Metadata.Quantile);
        Assert.NotEqual(outcome.Model.Metadata.Metrics["mae"] / 2, outcome.Model.Metadata.Metrics["pinball"], 1e-3);
    }

    [Theory]
    [InlineData(ImbalanceTreatment.None)]
    [InlineData(ImbalanceTreatment.ClassWeight)]
    [InlineData(ImbalanceTreatment.Smote)]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two(ImbalanceTreatment imbalance)
    {
        DataTable table = ToyTable.Make(5200);
        TrainingPlan plan = s_plan with { Imbalance = imbalance, Trials = 2 };

        byte[] first = ModelArtifact.ToBytes(Run(table, plan).Model!);
        byte[] again = ModelArtifact.ToBytes(Run(table, plan).Model!);
        byte[] threaded = ModelArtifact.ToBytes(Run(table, plan with { Threads = 2 }).Model!);

        Assert.Equal(first, again);
        Assert.Equal(first, threaded);
        Assert.NotEqual(first, ModelArtifact.ToBytes(Run(table, plan with { Seed = 7 }).Model!));
    }

    [Fact]
    public void Rows_without_an_answer_are_left_out_and_told()
    {
        DataTable table = ToyTable.Make();
        var y = (CodedColumn)table.Find("y")!;
        int[] codes = y.Codes.ToArray();
        Array.Fill(codes, CodedColumn.Missing, 0, 30);
        var lacking = new DataTable([.. table.Columns.Where(column => column.Name != "y"), new CodedColumn("y", y.Type, codes, y.Dictionary)]);
        var log = new List<string>();

        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened => Note(happened, log)).Run(lacking, s_plan, CancellationToken.None);

        Assert.NotNull(outcome.Model);
        Assert.Contains(log, line => line.StartsWith("30 rows without a value of 'y'", StringComparison.Ordinal));
    }

    [Fact]
    public void Events_tell_the_whole_story_in_order()
    {
        var events = new List<TrainerEvent>();

        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, events.Add).Run(ToyTable.Make(), s_plan, CancellationToken.None);

        Assert.Equal(
            ["preparing", "searching", "fitting the winner", "evaluating"], events.OfType<TrainerEvent.StageBegan>().Select(stage => stage.Stage));
        Assert.Equal(outcome.Trials, events.OfType<TrainerEvent.TrialEnded>().Select(ended => ended.Result));
        Assert.Equal([1, 2, 3, 4], events.OfType<TrainerEvent.TrialBegan>().Select(began => began.Number));
        Assert.Same(outcome.Winner, events.OfType<TrainerEvent.BestChanged>().Last().Best);
        double[] progress = [.. events.OfType<TrainerEvent.Progressed>().Select(progressed => progressed.Share)];
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
    }

    [Fact]
    public void A_budget_that_is_spent_at_once_still_leaves_the_baseline()
    {
        var clock = new FakeTimeProvider();
        TrainerOutcome outcome = new AutoTrainer(clock, _ => clock.Advance(TimeSpan.FromSeconds(1)))
            .Run(ToyTable.Make(), s_plan with { TimeBudget = TimeSpan.FromSeconds(2) }, CancellationToken.None);

        Assert.Equal("baseline", outcome.Winner!.Learner);
        Assert.Single(outcome.Trials);
        Assert.NotNull(outcome.Model);
        Assert.False(outcome.Refitted);
    }

    [Fact]
    public void A_cancelled_search_ends_with_the_best_so_far()
    {
        using var source = new CancellationTokenSource();
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened =>
        {
            if (happened is TrainerEvent.TrialEnded { Result.Number: 2 })
            {
                source.Cancel();
            }
        }).Run(ToyTable.Make(), s_plan with { Trials = 50 }, source.Token);

        Assert.True(outcome.Cancelled);
        Assert.Equal(2, outcome.Trials.Count);
        Assert.Equal("linear", outcome.Model!.Metadata.Learner);
        Assert.NotEmpty(outcome.Model.Metadata.Metrics);
        Assert.False(outcome.Refitted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_can_be_left_out_is_not_measured_once_cancelled_or_out_of_time(bool cancels)
    {
        var clock = new FakeTimeProvider();
        using var source = new CancellationTokenSource();
        TrainerOutcome outcome = new AutoTrainer(clock, happened =>
        {
            if (happened is TrainerEvent.StageBegan { Stage: "evaluating" })
            {
                clock.Advance(TimeSpan.FromSeconds(cancels ? 0 : 30));
                if (cancels)
                {
                    source.Cancel();
                }
            }
        }).Run(ToyTable.Make(), s_plan with { TimeBudget = TimeSpan.FromSeconds(30) }, source.Token);

        ModelMetadata papers = outcome.Model!.Metadata;
        Assert.Equal((4, true), (outcome.Trials.Count, outcome.Refitted));
        Assert.Contains("roc_auc", papers.Metrics.Keys);
        Assert.Empty(papers.Intervals);
        Assert.NotEmpty(papers.Importance);
    }

    [Fact]
    public void Of_many_rows_a_part_is_answered_once_cancelled()
    {
        using var source = new CancellationTokenSource();
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened =>
        {
            if (happened is TrainerEvent.StageBegan { Stage: "evaluating" })
            {
                source.Cancel();
            }
        }).Run(ToyTable.Make(9_000), s_plan with { Trials = 2, Validation = new ValidationPlan { TestSize = 0.8 } }, source.Token);

        Assert.StartsWith("5000 random rows", outcome.Model!.Metadata.MetricsSource, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_cancelled_before_its_first_model_says_so()
    {
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System).Run(ToyTable.Make(), s_plan, new CancellationToken(canceled: true));

        Assert.Null(outcome.Model);
        Assert.Equal("The training was cancelled before the first model was ready.", outcome.Reason);
    }

    [Fact]
    public void Fixed_hyper_parameters_are_not_searched()
    {
        TrainerOutcome outcome = Run(ToyTable.Make(), s_plan with
        {
            Learners = ["linear"],
            Fixed = new Dictionary<string, Hyperparameters> { ["linear"] = Hyperparameters.None.With("alpha", 0.5) },
        });

        Assert.Equal(4, outcome.Trials.Count);
        Assert.All(outcome.Trials, trial => Assert.Equal(0.5, trial.Hyperparameters.Double("alpha", 0)));
        Assert.True(outcome.Trials.Select(trial => trial.Hyperparameters.Double("l1_ratio", 0)).Distinct().Count() > 2);
    }

    [SharedDataFact("telco_churn.csv")]
    public void Churn_is_predicted_as_well_as_it_honestly_can_be()
    {
        TrainerOutcome outcome = Run(SharedTable.Read("telco_churn.csv"), new TrainingPlan { Target = "Churn", Trials = 4, Threads = 2, Learners = ["linear", "gradient_boosting"] });

        // The identifier is no feature, and a figure above 0.86 would mean a leak.
        Assert.Contains(outcome.Model!.Signature.Ignored, column => column.Name == "customerID");
        Assert.True(outcome.Model.Signature.Features.Single(feature => feature.Name == "TotalCharges").Nullable);
        Assert.InRange(outcome.Model.Metadata.Metrics["roc_auc"], 0.83, 0.86);
    }

    [SharedDataFact("adult.csv")]
    public void Incomes_are_predicted_by_default_gradient_boosting() => Assert.InRange(
        Run(SharedTable.Read("adult.csv"), new TrainingPlan { Target = "income", Trials = 1, Learners = ["gradient_boosting"], Threads = 2 })
            .Model!.Metadata.Metrics["roc_auc"],
        0.925,
        0.94);

    [SharedDataFact("california_housing.csv")]
    public void House_values_are_predicted_by_default_gradient_boosting() => Assert.InRange(
        Run(SharedTable.Read("california_housing.csv"), new TrainingPlan { Target = "median_house_value", Trials = 1, Learners = ["gradient_boosting"], Threads = 2 })
            .Model!.Metadata.Metrics["r2"],
        0.83,
        0.88);

    private static TrainerOutcome Run(DataTable table, TrainingPlan plan) => new AutoTrainer(TimeProvider.System).Run(table, plan, CancellationToken.None);

    private static void Note(TrainerEvent happened, List<string> log)
    {
        if (happened is TrainerEvent.Logged logged)
        {
            log.Add(logged.Message);
        }
    }
}
