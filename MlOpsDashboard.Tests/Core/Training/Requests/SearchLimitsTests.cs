using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training.Requests;

public sealed class SearchLimitsTests
{
    public static TheoryData<string, string, string> Rows => new()
    {
        { "trials", SearchLimits.Trials.Words, $"{SearchDefaults.Trials}" },
        { "parallel_trials", SearchLimits.ParallelTrials.Words, $"{SearchDefaults.ParallelTrials}" },
        { "time_budget_seconds", SearchLimits.BudgetSeconds.Words, $"{SearchDefaults.BudgetSeconds}" },
        { "max_predict_ms", SearchLimits.PredictMs.Words, "no limit" },
        { "validation.test_size", SearchLimits.TestSize.Words, $"{SearchDefaults.TestSize}" },
        { "validation.folds", SearchLimits.Folds.Words, $"{SearchDefaults.Folds}" },
        { "validation.repeats", SearchLimits.Repeats.Words, $"{SearchDefaults.Repeats}" },
        { "validation.outer_folds", SearchLimits.OuterFolds.Words, $"{SearchDefaults.OuterFolds}" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Guide_tells_the_limits_that_hold(string field, string limits, string usual) =>
        Assert.Contains($"| `{field}` | {limits} | {usual} |", File.ReadAllText(RepositoryFolder.Combine("docs", "learning.md")), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Request_policy_and_plan_refuse_the_same_trials_in_the_same_words(int trials)
    {
        string expected = $"trials must be from 1 to 1000, not {trials}.";
        var errors = new RequestErrors();
        PlanRules.CheckNumbers(new TrainingPlan { Target = "y", Trials = trials }, errors);

        Assert.Equal(expected, Assert.Throws<InvalidException>(errors.ThrowIfAny).Message);
        Assert.Equal(expected, Assert.Throws<InvalidException>(() => TrainingRequestRules.Complete(
            new TrainingRequest { ModelName = "a", Dataset = "a", Target = "y", Trials = trials })).Message);
        Assert.Equal(expected, Assert.Throws<InvalidException>(() => PolicyRules.Check(
            new RetrainingPolicy { Trials = trials }, null, DateTimeOffset.UnixEpoch)).Message);
    }

    [Fact]
    public void Number_that_is_none_is_within_no_limit() => Assert.False(SearchLimits.TestSize.Holds(double.NaN));
}
