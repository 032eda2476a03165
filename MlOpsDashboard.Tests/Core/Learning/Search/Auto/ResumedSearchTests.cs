using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Search.Pruning;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

public sealed class ResumedSearchTests
{
    private static readonly TrainingPlan s_plan = new() { Target = "y", Trials = 8, Learners = ["baseline", "linear", "gradient_boosting"], Seed = 3 };

    public static TheoryData<string> Pruners => [.. PrunerCatalog.All.Select(pruner => pruner.Name)];

    [Theory]
    [MemberData(nameof(Pruners))]
    public void A_search_that_goes_on_ends_as_if_it_had_never_stopped(string pruner)
    {
        TrainingPlan plan = s_plan with { Pruner = PrunerCatalog.Find(pruner) };
        TrainerOutcome whole = Run(plan);

        TrainerOutcome resumed = Run(plan with { Past = [.. whole.Trials.Take(5)] });

        Assert.Equal(whole.Trials.Select(Describe), resumed.Trials.Select(Describe));
        Assert.Equal(ModelArtifact.ToBytes(whole.Model!), ModelArtifact.ToBytes(resumed.Model!));
    }

    [Fact]
    public void The_winner_of_the_attempt_before_is_fitted_again_even_when_no_time_is_left()
    {
        TrainerOutcome whole = Run(s_plan);

        TrainerOutcome resumed = Run(s_plan with { Past = [.. whole.Trials], TimeBudget = TimeSpan.FromTicks(1) });

        // Only the importance is measured in another way, for want of time.
        Assert.Equal(whole.Winner!.Number, resumed.Winner!.Number);
        Assert.Equal(whole.Model!.Metadata.Metrics, resumed.Model!.Metadata.Metrics);
        Assert.Equal(whole.Model.Metadata.TrainingRows, resumed.Model.Metadata.TrainingRows);
        Assert.True(resumed.Refitted);
    }

    [Fact]
    public void A_search_that_is_cancelled_before_its_first_own_model_says_so()
    {
        TrainerOutcome whole = Run(s_plan);

        TrainerOutcome resumed = new AutoTrainer(TimeProvider.System).Run(
            ToyTable.Make(), s_plan with { Past = [.. whole.Trials.Take(5)] }, new CancellationToken(canceled: true));

        Assert.Null(resumed.Model);
        Assert.Contains("cancelled", resumed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_too_slow_cannot_win()
    {
        TrainerOutcome slow = new AutoTrainer(new TickingClock()).Run(
            ToyTable.Make(), s_plan with { MaxRowTime = TimeSpan.FromTicks(1) }, CancellationToken.None);
        TrainerOutcome fast = new AutoTrainer(new TickingClock()).Run(
            ToyTable.Make(), s_plan with { MaxRowTime = TimeSpan.FromSeconds(1) }, CancellationToken.None);

        Assert.Null(slow.Model);
        Assert.All(slow.Trials, trial => Assert.Equal(TrialOutcome.TooSlow, trial.Outcome));
        Assert.Contains("as fast as it must", slow.Reason, StringComparison.Ordinal);
        Assert.NotNull(fast.Model);
        Assert.All(fast.Trials, trial => Assert.True(trial.Outcome == TrialOutcome.Pruned || trial.RowTime > TimeSpan.Zero));
    }

    private static TrainerOutcome Run(TrainingPlan plan) => new AutoTrainer(TimeProvider.System).Run(ToyTable.Make(), plan, CancellationToken.None);

    private static string Describe(TrialResult trial) =>
        $"{trial.Number} {trial.Learner} {trial.Outcome} {trial.Value:R} {string.Join(' ', trial.Hyperparameters.Values)}";

    /// <summary>A clock that goes on by a hundredth of a millisecond whenever it is looked at.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, 100_000);
    }
}
