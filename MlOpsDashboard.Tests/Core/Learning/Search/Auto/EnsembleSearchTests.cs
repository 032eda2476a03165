using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search.Auto;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

public sealed class EnsembleSearchTests
{
    private static readonly TrainingPlan s_plan = new() { Target = "y", Trials = 6, Learners = ["baseline", "linear", "gradient_boosting"], Seed = 3, Ensemble = true };

    [Theory]
    [InlineData(TaskKind.Binary, ValidationStrategy.Holdout)]
    [InlineData(TaskKind.Binary, ValidationStrategy.Time)]
    [InlineData(TaskKind.Multiclass, ValidationStrategy.Holdout)]
    [InlineData(TaskKind.Regression, ValidationStrategy.KFold)]
    public void An_ensemble_wins_only_when_it_is_better_on_the_validation_rows(TaskKind task, ValidationStrategy strategy)
    {
        TrainingPlan plan = s_plan with { Validation = new ValidationPlan { Strategy = strategy } };
        TrainerOutcome single = Run(plan with { Ensemble = false }, task);
        TrainerOutcome blended = Run(plan, task);

        Assert.Equal(single.Trials.Select(trial => trial.Value), blended.Trials.Take(single.Trials.Count).Select(trial => trial.Value));
        TrialResult winner = blended.Winner!;
        if (!winner.IsEnsemble)
        {
            Assert.Equal(ModelArtifact.ToBytes(single.Model!), ModelArtifact.ToBytes(blended.Model!));
            return;
        }

        Assert.True(blended.Metric.IsBetter(winner.Value, single.Winner!.Value));
        Assert.Equal((single.Trials.Count + 1, TrialOutcome.Finished), (winner.Number, winner.Outcome));
        Assert.Same(winner, blended.Trials[^1]);
        Assert.True(blended.Refitted);
        Assert.Equal(EnsembleModel.LearnerName, blended.Model!.Metadata.Learner);
        Assert.Equal(single.Model!.Metadata.TrainingRows, blended.Model.Metadata.TrainingRows);
        Assert.Contains(blended.Metric.Name, blended.Model.Metadata.Metrics.Keys);
    }

    [Fact]
    public void Members_and_weights_are_told_as_parameters_and_are_no_baseline()
    {
        TrainerOutcome outcome = Run(s_plan, TaskKind.Regression);

        Assert.True(outcome.Winner!.IsEnsemble);
        Hyperparameters told = outcome.Model!.Metadata.Hyperparameters;
        var members = ((EnsembleModel)outcome.Model.Model).Members;
        Assert.Equal(3 * members.Count, told.Values.Count);
        for (int i = 0; i < members.Count; i++)
        {
            TrialResult trial = outcome.Trials[told.Int($"member_{i + 1:00}.trial", 0) - 1];
            Assert.Equal(members[i].Learner, told.Word($"member_{i + 1:00}.learner", ""));
            Assert.Equal(members[i].Learner, trial.Learner);
            Assert.Equal(members[i].Weight, told.Double($"member_{i + 1:00}.weight", 0));
            Assert.NotEqual("baseline", trial.Learner);
        }

        Assert.Equal(1, members.Sum(member => member.Weight), 1e-12);
        Assert.True(outcome.Model.Metadata.Importance["x"] > outcome.Model.Metadata.Importance["noise"]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two()
    {
        TrainerOutcome one = Run(s_plan, TaskKind.Regression);
        TrainerOutcome two = Run(s_plan with { Threads = 2 }, TaskKind.Regression);

        Assert.True(one.Winner!.IsEnsemble);
        Assert.Equal(ModelArtifact.ToBytes(one.Model!), ModelArtifact.ToBytes(two.Model!));
    }

    [Fact]
    public void A_tuned_threshold_is_that_of_the_ensemble()
    {
        TrainerOutcome outcome = Run(s_plan with { Learners = ["linear", "gradient_boosting", "random_forest"], ThresholdMetric = "f1", Metric = "log_loss" }, TaskKind.Binary);

        Assert.True(outcome.Winner!.IsEnsemble);
        Assert.NotEqual(0.5, outcome.Winner.Threshold);
        Assert.Equal(outcome.Winner.Threshold, outcome.Model!.Metadata.Threshold);
    }

    [Fact]
    public void Without_time_for_its_members_the_best_single_model_stays()
    {
        var clock = new FakeTimeProvider();
        var log = new List<string>();
        TrainerOutcome outcome = new AutoTrainer(clock, happened =>
        {
            if (happened is TrainerEvent.StageBegan { Stage: "building an ensemble" })
            {
                clock.Advance(TimeSpan.FromHours(1));
            }

            Note(happened, log);
        }).Run(ToyTable.Make(task: TaskKind.Regression), s_plan with { TimeBudget = TimeSpan.FromMinutes(30) }, CancellationToken.None);

        Assert.False(outcome.Winner!.IsEnsemble);
        Assert.True(outcome.Refitted);
        Assert.Contains(log, line => line.StartsWith("There is no time left to fit the members of an ensemble", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_final_fits_leave_of_the_time_goes_into_more_trials()
    {
        // A trial takes four seconds; fitting the winners again takes no time at all, although time is kept for it.
        var clock = new FakeTimeProvider();
        long start = clock.GetTimestamp();
        TimeSpan spent = TimeSpan.Zero;
        bool built = false;
        int later = 0;
        var log = new List<string>();
        TrainerOutcome outcome = new AutoTrainer(clock, happened =>
        {
            switch (happened)
            {
                case TrainerEvent.TrialStepped { Progress.Step: 1 }:
                    clock.Advance(TimeSpan.FromSeconds(4));
                    break;
                case TrainerEvent.StageBegan { Stage: "building an ensemble" }:
                    built = true;
                    break;
                case TrainerEvent.TrialBegan { Learner: not EnsembleModel.LearnerName } when built:
                    later++;
                    break;
                case TrainerEvent.StageBegan { Stage: "evaluating" }:
                    spent = clock.GetElapsedTime(start);
                    break;
            }

            Note(happened, log);
        }).Run(ToyTable.Make(task: TaskKind.Regression), s_plan with { Trials = 1000, TimeBudget = TimeSpan.FromSeconds(60) }, CancellationToken.None);

        Assert.InRange(spent.TotalSeconds, 57, 60);
        Assert.True(later > 0);
        Assert.Equal(log.Distinct(), log);
        Assert.Single(log, line => line.StartsWith("The time budget ended the search after", StringComparison.Ordinal));
        Assert.True(outcome.Refitted);
        Assert.Equal(Enumerable.Range(1, outcome.Trials.Count), outcome.Trials.Select(trial => trial.Number));
    }

    [Fact]
    public void A_cancelled_search_makes_no_ensemble()
    {
        using var source = new CancellationTokenSource();
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened =>
        {
            if (happened is TrainerEvent.StageBegan { Stage: "building an ensemble" })
            {
                source.Cancel();
            }
        }).Run(ToyTable.Make(task: TaskKind.Regression), s_plan, source.Token);

        Assert.True(outcome.Cancelled);
        Assert.False(outcome.Winner!.IsEnsemble);
        Assert.NotNull(outcome.Model);
    }

    [Fact]
    public void Members_that_would_together_be_too_slow_are_left_out()
    {
        // Every look at the clock takes a second, so that each model seems to take as long as the others: two are too slow.
        var log = new List<string>();
        TrainerOutcome outcome = new AutoTrainer(new SteadyClock(), happened => Note(happened, log)).Run(
            ToyTable.Make(task: TaskKind.Regression), s_plan with { MaxRowTime = TimeSpan.FromMilliseconds(19) }, CancellationToken.None);

        Assert.All(outcome.Trials.Where(trial => trial.Outcome == TrialOutcome.Finished), trial => Assert.InRange(trial.RowTime!.Value.TotalMilliseconds, 10, 19));
        Assert.False(outcome.Winner!.IsEnsemble);
        Assert.Contains(log, line => line.StartsWith("No mean of trials is better", StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_restart_the_trials_of_before_are_no_members()
    {
        TrainerOutcome whole = Run(s_plan, TaskKind.Regression);
        TrialResult[] trials = [.. whole.Trials.Where(trial => !trial.IsEnsemble)];
        int best = trials.Aggregate((a, b) => whole.Metric.IsBetter(b.Value, a.Value) ? b : a).Number;
        var log = new List<string>();

        TrainerOutcome resumed = new AutoTrainer(TimeProvider.System, happened => Note(happened, log)).Run(
            ToyTable.Make(task: TaskKind.Regression), s_plan with { Past = trials[..best] }, CancellationToken.None);

        Assert.Equal(best, resumed.Winner!.Number);
        Assert.Contains(log, line => line.Contains("after a restart", StringComparison.Ordinal) || line.Contains("before a restart", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_another_trial_there_is_nothing_to_blend()
    {
        var log = new List<string>();
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened => Note(happened, log)).Run(
            ToyTable.Make(), s_plan with { Trials = 2, Learners = ["baseline", "linear"] }, CancellationToken.None);

        Assert.Equal("linear", outcome.Winner!.Learner);
        Assert.Contains("An ensemble needs two trials that were judged and can be fitted again: there is none.", log);
    }

    private static TrainerOutcome Run(TrainingPlan plan, TaskKind task) =>
        new AutoTrainer(TimeProvider.System).Run(ToyTable.Make(task: task), plan, CancellationToken.None);

    private static void Note(TrainerEvent happened, List<string> log)
    {
        if (happened is TrainerEvent.Logged logged)
        {
            log.Add(logged.Message);
        }
    }

    /// <summary>A clock that goes on by a second whenever it is looked at.</summary>
    private sealed class SteadyClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, TimeSpan.TicksPerSecond);
    }
}
