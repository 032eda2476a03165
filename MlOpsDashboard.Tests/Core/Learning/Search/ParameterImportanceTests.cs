using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search;
using MlOpsDashboard.Core.Learning.Search.Importance;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search;

public sealed class ParameterImportanceTests
{
    private static readonly SearchSpace s_space = new(
    [
        new FloatParameter("strong", 0, 1, 0.5, "Matters much."),
        new FloatParameter("weak", 0.001, 10, 0.1, "Matters a little.", Log: true),
        new ChoiceParameter("word", ["a", "b", "c"], "a", "Matters some."),
        new FloatParameter("idle", 0, 1, 0.5, "Does not matter."),
    ]);

    [Fact]
    public void Shares_are_those_of_the_functions_own_analysis_of_variance()
    {
        // f = 4x + 2·lg-scaled y + 1[word = c]: the variances are 16/12, 4/12 and 2/9, together 17/9, so 0.706, 0.176 and 0.118.
        IReadOnlyList<Observation> trials = Sample(600, values =>
            (4 * values.Double("strong", 0)) + (2 * (Math.Log10(values.Double("weak", 0)) + 3) / 4) + (values.Word("word", "") == "c" ? 1 : 0));

        IReadOnlyList<KeyValuePair<string, double>> shares = ParameterImportance.Measure(s_space, trials, seed: 1);

        Assert.Equal(["strong", "weak", "word", "idle"], shares.Select(share => share.Key));
        Assert.Equal(1, shares.Sum(share => share.Value), 9);
        Assert.All(new[] { 0.706, 0.176, 0.118, 0 }.Zip(shares), pair => Assert.Equal(pair.First, pair.Second.Value, 0.03));
    }

    [Fact]
    public void The_same_trials_and_seed_give_the_same_shares()
    {
        IReadOnlyList<Observation> trials = Sample(30, values => values.Double("strong", 0));

        Assert.Equal(ParameterImportance.Measure(s_space, trials, 7), ParameterImportance.Measure(s_space, trials, 7));
    }

    [Fact]
    public void Nothing_is_said_of_too_few_trials_or_equal_losses()
    {
        Assert.Empty(ParameterImportance.Measure(s_space, Sample(4, values => values.Double("strong", 0)), 1));
        Assert.Empty(ParameterImportance.Measure(s_space, Sample(50, _ => 1), 1));
        Assert.Empty(ParameterImportance.Measure(s_space, Sample(50, _ => double.NaN), 1));
        Assert.Empty(ParameterImportance.Measure(new SearchSpace([]), Sample(50, _ => 1), 1));
    }

    private static IReadOnlyList<Observation> Sample(int count, Func<Hyperparameters, double> loss) =>
    [
        .. Enumerable.Range(0, count)
            .Select(seed => SamplerCatalog.Find("random")!.Propose(s_space, [], seed))
            .Select(values => new Observation(values, loss(values))),
    ];
}
