using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

public sealed class ParallelTrialsTests
{
    private static readonly DataTable s_table = ToyTable.Make();
    private static readonly TrainingPlan s_plan = new() { Target = "y", Trials = 17, Learners = ["linear"], ParallelTrials = 4 };

    [Fact]
    public void Threads_change_nothing_and_the_size_of_a_batch_does()
    {
        TrainerOutcome one = Run(s_plan);

        TrainerOutcome four = Run(s_plan with { Threads = 4 });

        Assert.Equal(17, one.Trials.Count);
        Assert.Equal(Points(one), Points(four));
        Assert.Equal(ModelArtifact.ToBytes(one.Model!), ModelArtifact.ToBytes(four.Model!));
        Assert.NotEqual(Points(one), Points(Run(s_plan with { ParallelTrials = 1 })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(13)]
    public void A_search_that_was_stopped_within_a_batch_goes_on_as_if_it_had_not_been(int stopped)
    {
        TrainerOutcome whole = Run(s_plan);

        TrainerOutcome resumed = Run(s_plan with { Past = [.. whole.Trials.Take(stopped)] });

        Assert.Equal(Points(whole), Points(resumed));
        Assert.Equal(ModelArtifact.ToBytes(whole.Model!), ModelArtifact.ToBytes(resumed.Model!));
    }

    [Fact]
    public void What_comes_out_of_a_batch_is_told_in_order()
    {
        var ended = new List<int>();
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened =>
        {
            if (happened is TrainerEvent.TrialEnded end)
            {
                ended.Add(end.Result.Number);
            }
        }).Run(s_table, s_plan with { Threads = 2, ParallelTrials = 2, Trials = 5 }, CancellationToken.None);

        Assert.Equal([1, 2, 3, 4, 5], ended);
        Assert.Equal(ended, outcome.Trials.Select(trial => trial.Number));
    }

    [Fact]
    public void A_cancelled_batch_still_leaves_the_best_model()
    {
        using var source = new CancellationTokenSource();
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System, happened =>
        {
            if (happened is TrainerEvent.TrialBegan { Number: 3 })
            {
                source.Cancel();
            }
        }).Run(s_table, s_plan with { Threads = 2 }, source.Token);

        Assert.True(outcome.Cancelled);
        Assert.NotNull(outcome.Model);
        Assert.InRange(outcome.Trials.Count, 1, 5);
    }

    private static TrainerOutcome Run(TrainingPlan plan) => new AutoTrainer(TimeProvider.System).Run(s_table, plan, CancellationToken.None);

    private static string[] Points(TrainerOutcome outcome) =>
        [.. outcome.Trials.Select(trial => string.Join(", ", trial.Hyperparameters.Values.Select(value => $"{value.Key} {value.Value:R}").Append($"{trial.Value:R}")))];
}
