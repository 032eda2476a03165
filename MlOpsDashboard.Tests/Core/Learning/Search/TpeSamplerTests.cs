using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search;

/// <summary>TPE against random search: 100 trials, 50 seeds, best value of each, on functions with published minima.</summary>
public sealed class TpeSamplerTests
{
    private const int Trials = 100;
    private const int Seeds = 50;

    public static TheoryData<string, bool> Functions => new()
    {
        { "branin", true },
        { "hartmann6", true },
        { "rosenbrock4", true },
        { "conditional", true },
        { "branin", false },
        { "hartmann6", false },
        { "rosenbrock4", false },
        { "conditional", false },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Tpe_finds_better_values_than_random_search(string name, bool multivariate)
    {
        (SearchSpace space, Func<Hyperparameters, double> function) = Problem(name);

        double[] tpe = new double[Seeds];
        double[] random = new double[Seeds];
        Parallel.For(0, Seeds, seed =>
        {
            tpe[seed] = Best(new TpeSampler(multivariate), space, function, seed);
            random[seed] = Best(new RandomSampler(), space, function, seed);
        });

        Assert.True(Median(tpe) < Median(random), $"{name}: {Median(tpe)} against {Median(random)}");
        Assert.True(MannWhitneyZ(tpe, random) < -2.33, $"{name}: z = {MannWhitneyZ(tpe, random)}, p < 0.01 needs −2.33");
    }

    [Theory]
    [InlineData("branin", 0.397887)]
    [InlineData("hartmann6", -3.32237)]
    [InlineData("rosenbrock4", 0)]
    public void The_test_functions_have_their_published_minima(string name, double minimum)
    {
        // Surjanovic and Bingham, Virtual Library of Simulation Experiments: minima and where they lie.
        Dictionary<string, double[]> at = new()
        {
            ["branin"] = [Math.PI, 2.275],
            ["hartmann6"] = [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573],
            ["rosenbrock4"] = [1, 1, 1, 1],
        };
        (SearchSpace space, Func<Hyperparameters, double> function) = Problem(name);
        var values = new Hyperparameters(space.Parameters.Select((p, i) => new KeyValuePair<string, object>(p.Name, at[name][i])));

        Assert.Equal(minimum, function(values), 4);
    }

    [Fact]
    public void The_same_history_and_seed_give_the_same_proposal()
    {
        (SearchSpace space, Func<Hyperparameters, double> function) = Problem("conditional");
        var history = new List<Observation>();
        for (int i = 0; i < 30; i++)
        {
            Hyperparameters point = new TpeSampler().Propose(space, history, i);
            history.Add(new Observation(point, function(point)));
        }

        Assert.Equal(
            new TpeSampler().Propose(space, history, 99).Values,
            new TpeSampler().Propose(space, history, 99).Values);
    }

    [Fact]
    public void Parameters_whose_condition_fails_are_absent_and_others_stay_in_range()
    {
        (SearchSpace space, Func<Hyperparameters, double> function) = Problem("conditional");
        var history = new List<Observation>();
        for (int i = 0; i < 60; i++)
        {
            Hyperparameters point = new TpeSampler().Propose(space, history, i);
            bool tree = point.Word("learner", "") == "tree";
            Assert.Equal(tree, point.Values.ContainsKey("depth"));
            Assert.NotEqual(tree, point.Values.ContainsKey("penalty"));
            Assert.InRange(point.Int("depth", 5), 1, 20);
            Assert.InRange(point.Double("penalty", 1), 1e-5, 1e3);
            double? loss = (i % 7) switch { 0 => double.NaN, 1 => null, _ => function(point) };
            history.Add(new Observation(point, loss));
        }
    }

    private static double Best(ISampler sampler, SearchSpace space, Func<Hyperparameters, double> function, int seed)
    {
        var history = new List<Observation>();
        for (int trial = 0; trial < Trials; trial++)
        {
            Hyperparameters point = sampler.Propose(space, history, (seed * 1009) + trial);
            history.Add(new Observation(point, function(point)));
        }

        return history.Min(trial => trial.Loss!.Value);
    }

    private static (SearchSpace Space, Func<Hyperparameters, double> Function) Problem(string name) => name switch
    {
        "branin" => (Box((-5, 10), (0, 15)), Branin),
        "hartmann6" => (Box([.. Enumerable.Repeat((0.0, 1.0), 6)]), Hartmann6),
        "rosenbrock4" => (Box([.. Enumerable.Repeat((-5.0, 10.0), 4)]), Rosenbrock),
        _ => (Conditional(), ConditionalLoss),
    };

    private static SearchSpace Box(params (double Low, double High)[] ranges) =>
        new([.. ranges.Select((range, i) => new FloatParameter($"x{i}", range.Low, range.High, range.Low, "A coordinate."))]);

    private static SearchSpace Conditional() => new([
        new ChoiceParameter("learner", ["tree", "line"], "tree", "Which branch."),
        new IntParameter("depth", 1, 20, 3, "Of the tree.") { WhenName = "learner", WhenValue = "tree" },
        new FloatParameter("rate", 1e-4, 1, 0.1, "Of the tree.", Log: true) { WhenName = "learner", WhenValue = "tree" },
        new FloatParameter("penalty", 1e-5, 1e3, 1, "Of the line.", Log: true) { WhenName = "learner", WhenValue = "line" },
    ]);

    private static double ConditionalLoss(Hyperparameters x) => x.Word("learner", "") == "tree"
        ? 0.1 + (Math.Pow(x.Int("depth", 0) - 7, 2) / 50) + Math.Pow(Math.Log10(x.Double("rate", 0)) + 1.3, 2)
        : 0.5 + (Math.Pow(Math.Log10(x.Double("penalty", 0)) - 0.5, 2) / 4);

    private static double[] Coordinates(Hyperparameters x) => [.. x.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => (double)v.Value)];

    private static double Branin(Hyperparameters at)
    {
        double[] x = Coordinates(at);
        double b = 5.1 / (4 * Math.PI * Math.PI);
        double parabola = x[1] - (b * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6;
        return (parabola * parabola) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10;
    }

    private static double Rosenbrock(Hyperparameters at)
    {
        double[] x = Coordinates(at);
        return Enumerable.Range(0, x.Length - 1)
            .Sum(i => (100 * Math.Pow(x[i + 1] - (x[i] * x[i]), 2)) + Math.Pow(1 - x[i], 2));
    }

    private static double Hartmann6(Hyperparameters at)
    {
        double[] x = Coordinates(at);
        double[] alpha = [1.0, 1.2, 3.0, 3.2];
        double[][] a =
        [
            [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
        ];
        double[][] p =
        [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ];
        return -Enumerable.Range(0, 4).Sum(i =>
            alpha[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => a[i][j] * Math.Pow(x[j] - p[i][j], 2))));
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // Mann and Whitney's U in its normal form; negative when the first sample has the smaller values.
    private static double MannWhitneyZ(double[] first, double[] second)
    {
        double n = first.Length;
        double m = second.Length;
        double u = first.Sum(a => second.Sum(b => a > b ? 1 : a == b ? 0.5 : 0));
        return (u - (n * m / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12);
    }
}
