using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.AbTests;

public sealed class AbTestGuardTests
{
    [Fact]
    public async Task Labels_that_come_at_different_speeds_do_not_bias_the_comparison()
    {
        await using AbTestHost host = await AbTestHost.StartAsync();
        AbTest test = await host.BeginAsync(new AbTestSettings { MinDetectableEffect = 0.05 });
        var random = new Random(7);

        // Both are right in eight of ten cases. Wrong answers of the challenger are known within the hour, right ones after ten hours.
        var late = new Queue<(int Due, IEnumerable<(MlOpsDashboard.Core.Serving.Scoring.LoggedPrediction, bool)> Answers)>();
        for (int hour = 0; hour < 30; hour++)
        {
            var champion = await host.AnswerAsync(1, Draw(random, 100, 0.8));
            var challenger = await host.AnswerAsync(2, Draw(random, 100, 0.8));
            host.Clock.Advance(TimeSpan.FromHours(1));
            await host.LabelAsync(champion.Concat(challenger.Where(one => !one.Right)));
            late.Enqueue((hour + 10, challenger.Where(one => one.Right)));
            while (late.Peek().Due <= hour)
            {
                await host.LabelAsync(late.Dequeue().Answers);
            }

            test = await host.LookAsync(test);
            Assert.Null(test.Report.Verdict!.Winner);
        }

        // All labels by now, whatever the age, are what the rule keeps from being compared.
        AbArm slow = test.Report.Arms[1];
        double naive = (double)(slow.Requests - slow.Labelled) / slow.Requests;
        Assert.InRange(naive, 0.2, 0.4);
        Assert.InRange(test.Report.CohortAgeSeconds, 9 * 3600, 11 * 3600);
        Assert.InRange(test.Report.Comparisons[0].Estimate!.Value, -0.03, 0.03);
        Assert.InRange(slow.Coverage!.Value, 0.9, 1);
        Assert.InRange(UnfairDifference(host, test), -1, -0.05);
    }

    [Fact]
    public async Task Counts_verdict_and_plot_are_the_same_after_a_restart()
    {
        using var folder = new TempFolder();
        AbTest before;
        AbTestHost host = await AbTestHost.StartAsync(folder.FullName);
        await using (host)
        {
            before = await host.BeginAsync();
            var random = new Random(3);
            await host.LabelAsync([.. await host.AnswerAsync(1, Draw(random, 400, 0.8)), .. await host.AnswerAsync(2, Draw(random, 400, 0.82))]);
            host.Core.Get<ServingPlans>().FindPlan("shop")!.Arms[0].Tally.CandidateFailed(new InvalidOperationException("It is broken."));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            before = await host.LookAsync(before);
        }

        await using AbTestHost again = await AbTestHost.StartAsync(folder.FullName, host.Clock);
        AbTest after = await again.LookAsync(before);

        Assert.Equal((AbVerdictKind.Undecided, 401L, 400L), (after.Report.Verdict!.Kind, after.Report.Arms[1].Requests, after.Report.Arms[1].Compared));
        Assert.Equal(before.Report.Verdict, after.Report.Verdict);
        Assert.Equal(before.Report.Arms, after.Report.Arms);
        Assert.Equal(before.Report.Comparisons, after.Report.Comparisons);
        Assert.Equal(before.Report.Points, after.Report.Points);
        Assert.Equal(2, again.Core.Get<ServingPlans>().FindPlan("shop")!.Arms.Single().Model.Version);
    }

    [Fact]
    public async Task Requests_of_one_caller_do_not_count_as_so_many_callers()
    {
        await using AbTestHost host = await AbTestHost.StartAsync();
        AbTest test = await host.BeginAsync();

        // 150 callers a side, each of which is always right or always wrong: as many coins, not twenty times as many.
        for (int caller = 0; caller < 300; caller++)
        {
            int version = 1 + (caller % 2);
            bool right = caller / 2 % 10 >= 2;
            await host.LabelAsync(await host.AnswerAsync(version, Enumerable.Repeat(right, 20), key: $"caller-{caller}"));
        }

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        test = await host.LookAsync(test);

        AbComparison one = test.Report.Comparisons[0];
        Assert.Equal((150L, 3000L), (test.Report.Arms[1].Units, test.Report.Arms[1].Compared));
        Assert.InRange(one.Upper!.Value - one.Lower!.Value, 0.25, 0.6);
    }

    [Fact]
    public async Task A_split_that_is_not_as_planned_keeps_a_winner_from_being_named()
    {
        await using AbTestHost host = await AbTestHost.StartAsync();
        AbTest test = await host.BeginAsync(new AbTestSettings { AutoPromote = true });
        await host.LabelAsync([.. await host.AnswerAsync(1, Draw(new Random(1), 700, 0.5)), .. await host.AnswerAsync(2, Draw(new Random(2), 400, 0.95))]);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        test = await host.LookAsync(test);

        Assert.True(test.Report.SampleRatio.Mismatch);
        Assert.Equal((AbTestState.Running, AbVerdictKind.Blocked), (test.State, test.Report.Verdict!.Kind));
        Assert.Contains("not split as planned", test.Report.Verdict.Text, StringComparison.Ordinal);
        Assert.True(test.Report.Comparisons[0].Lower > 0);
    }

    [Fact]
    public async Task A_guardrail_ends_the_test_for_the_champion()
    {
        await using AbTestHost host = await AbTestHost.StartAsync();
        AbTest test = await host.BeginAsync();
        await host.AnswerAsync(1, Draw(new Random(1), 300, 0.5), latencyMs: 1);
        await host.AnswerAsync(2, Draw(new Random(2), 150, 0.5), latencyMs: 19.9);
        await host.AnswerAsync(2, Draw(new Random(2), 150, 0.5), latencyMs: 20.1);

        test = await host.LookAsync(test);

        Assert.Equal((AbTestState.Completed, 1), (test.State, test.Winner));
        Assert.Contains("shop:2 takes 20 ms in the mean, surely more than is granted (12 ms)", test.Reason, StringComparison.Ordinal);
        Assert.Empty(host.Core.Get<ServingPlans>().FindPlan("shop")!.Arms);
    }

    [Fact]
    public async Task Without_labels_nobody_wins_and_after_its_days_the_test_ends()
    {
        await using AbTestHost host = await AbTestHost.StartAsync();
        AbTest test = await host.BeginAsync(new AbTestSettings { MaxDays = 2, LabelHours = 1 });
        var made = (await host.AnswerAsync(1, Draw(new Random(1), 500, 0.5))).Concat(await host.AnswerAsync(2, Draw(new Random(2), 500, 0.95))).ToArray();
        await host.LabelAsync(made.Where((_, i) => i % 3 == 0));
        host.Clock.Advance(TimeSpan.FromHours(2));
        AbTest missing = await host.LookAsync(test);
        host.Clock.Advance(TimeSpan.FromDays(2));
        test = await host.LookAsync(test);

        Assert.Equal((AbVerdictKind.Blocked, AbTestState.Running), (missing.Report.Verdict!.Kind, missing.State));
        Assert.Contains("at least 50 % are needed", missing.Report.Verdict.Text, StringComparison.Ordinal);
        Assert.Equal((AbTestState.Completed, null), (test.State, test.Winner));
        Assert.Contains("the 2 days are used up", test.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_difference_is_given_up_as_futile_once_that_is_sure()
    {
        await using AbTestHost host = await AbTestHost.StartAsync();
        AbTest test = await host.BeginAsync(new AbTestSettings { MinDetectableEffect = 0.2 });
        await host.LabelAsync([.. await host.AnswerAsync(1, Alternating(1000)), .. await host.AnswerAsync(2, Alternating(1000))]);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        test = await host.LookAsync(test);

        Assert.Equal((AbTestState.Completed, null, AbVerdictKind.Futile), (test.State, test.Winner, test.Report.Verdict!.Kind));
    }

    [Fact]
    public async Task Another_promotion_ends_a_test_and_that_of_its_challenger_completes_it()
    {
        await using AbTestHost host = await AbTestHost.StartAsync();
        AbTest taken = await host.BeginAsync(null, "shop:2", "shop:3");
        await host.Core.Get<RegistryService>().PromoteAsync("shop:3", ModelStage.Production, null, DeploymentHostActor, default);
        taken = await host.LookAsync(taken);
        AbTest overtaken = await host.BeginAsync();
        await ServingHost.PromoteAsync(host.Core, "shop", 4);
        overtaken = await host.LookAsync(overtaken);

        Assert.Equal((AbTestState.Completed, 3), (taken.State, taken.Winner));
        Assert.Equal((AbTestState.Stopped, null, "shop:4 went into production while it went on."), (overtaken.State, overtaken.Winner, overtaken.Reason));
    }

    [Fact]
    public async Task A_covariate_takes_its_part_of_the_variance_away_and_unknown_ones_are_refused()
    {
        await using AbTestHost host = await AbTestHost.StartAsync();
        var plain = new AbTestSettings { Covariate = "x" };
        AbTest test = await host.BeginAsync(plain);
        await host.LabelAsync([.. await host.AnswerAsync(1, Alternating(200)), .. await host.AnswerAsync(2, Alternating(200))]);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        test = await host.LookAsync(test);

        // All rows have the same x, so there is nothing to take away, and the difference stays.
        Assert.Equal((0.0, 0.0), (test.Report.Comparisons[0].VarianceCut, test.Report.Comparisons[0].Estimate!.Value));
        await Assert.ThrowsAsync<MlOpsDashboard.Core.InvalidException>(() => host.BeginAsync(new AbTestSettings { Covariate = "y" }));
    }

    private static MlOpsDashboard.Core.Actor DeploymentHostActor => Deployments.DeploymentHost.Approver;

    // What a comparison of all labels that are known by now would say, whatever the age of their requests.
    private static double UnfairDifference(AbTestHost host, AbTest test)
    {
        using var context = host.Core.Contexts.CreateDbContext();
        var truths = context.Set<MlOpsDashboard.Core.Monitoring.GroundTruth.Truth>().Where(truth => truth.PredictedAt >= test.StartedAt).ToList();
        return truths.Where(truth => truth.ModelVersion == 2).Average(truth => truth.Actual) - truths.Where(truth => truth.ModelVersion == 1).Average(truth => truth.Actual);
    }

    private static IEnumerable<bool> Alternating(int count) => Enumerable.Range(0, count).Select(i => i % 2 == 0);

    private static List<bool> Draw(Random random, int count, double share) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < share)];
}
