using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Trees;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Explanation;

public sealed class TreeShapLaws
{
    private const double Near = 1e-9;

    [Fact]
    public void Path_dependent_values_are_those_of_all_subsets() => Check(60, (seed, features, depth) =>
    {
        TreeEnsemble trees = RandomTrees.Make(seed, 3, features, depth);
        float[] row = RandomTrees.Row(seed, features);
        var shap = new PathDependentShap(Answers(trees), SourceMap.Identity(features), 1);

        Same(shap, row, features, set => Sum(trees, root => Expect(trees, root, row, set)));
    });

    [Fact]
    public void Interventional_values_are_those_of_all_subsets() => Check(60, (seed, features, depth) =>
    {
        TreeEnsemble trees = RandomTrees.Make(seed, 3, features, depth);
        float[] row = RandomTrees.Row(seed, features);
        float[][] background = [.. Enumerable.Range(1, 4).Select(i => RandomTrees.Row(seed + (1000 * i), features))];
        var shap = new InterventionalShap(Answers(trees), SourceMap.Identity(features), 1, background);

        Same(shap, row, features, set => background.Average(other => Sum(trees, root => Leaf(trees, root, Mix(row, other, set)))));
    });

    [Fact]
    public void Both_are_exact_on_paths_of_more_features_than_one_vector_of_points_serves()
    {
        const int Features = 12;
        TreeEnsemble trees = RandomTrees.Make(5, 2, Features, 14);
        float[] row = RandomTrees.Row(5, Features);
        float[] other = RandomTrees.Row(6, Features);
        var dependent = new PathDependentShap(Answers(trees), SourceMap.Identity(Features), 1);
        var interventional = new InterventionalShap(Answers(trees), SourceMap.Identity(Features), 1, [other]);

        Assert.True(ShapTree.Of(trees, trees.Roots[0]).Width > 8);
        Same(dependent, row, Features, set => Sum(trees, root => Expect(trees, root, row, set)));
        Same(interventional, row, Features, set => Sum(trees, root => Leaf(trees, root, Mix(row, other, set))));
    }

    [Fact]
    public void A_tree_of_one_leaf_says_what_it_says_without_a_reason()
    {
        TreeEnsemble trees = RandomTrees.Make(1, 2, 3, 0);
        var shap = new PathDependentShap(Answers(trees), SourceMap.Identity(3), 1);
        var contributions = new double[3];

        double output = shap.Explain(RandomTrees.Row(1, 3), 0, contributions);

        Assert.Equal(shap.BaseValue(0), output, Near);
        Assert.All(contributions, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_file_whose_nodes_have_two_parents_is_refused()
    {
        var nodes = new TreeNode[60];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new TreeNode { Left = Math.Min(i + 1, nodes.Length - 1), Right = Math.Min(i + 1, nodes.Length - 1) };
        }

        var forged = new TreeEnsemble(nodes, [0], [], new float[60], new float[60], 1);

        Assert.Throws<InvalidDataException>(() => ShapTree.Of(forged, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(40)]
    public void A_rule_of_n_points_integrates_powers_below_2n_exactly(int points)
    {
        GaussRule rule = GaussRule.Of(points);
        for (int power = 0; power < 2 * points; power++)
        {
            double integral = rule.Points.Zip(rule.Weights, (at, weight) => weight * Math.Pow(at, power)).Sum();

            Assert.Equal(1.0 / (power + 1), integral, 1e-13);
        }
    }

    private static void Check(int tests, Action<int, int, int> law)
    {
        Gen<(int Seed, int Features, int Depth)> shape =
            from seed in Gen.Choose(0, 1_000_000)
            from features in Gen.Choose(1, 6)
            from depth in Gen.Choose(1, 6)
            select (seed, features, depth);

        Prop.ForAll(shape.ToArbitrary(), tree => law(tree.Seed, tree.Features, tree.Depth)).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
    }

    private static TreeAnswers Answers(TreeEnsemble trees) => TreeAnswers.Of(new BoostedModel(trees, [0.25], ScoreLink.Identity));

    private static void Same(IRowExplainer shap, float[] row, int features, Func<int, double> worth)
    {
        var contributions = new double[features];

        double output = shap.Explain(row, 0, contributions);

        Assert.Equal(worth(0), shap.BaseValue(0), Near);
        Assert.Equal(worth((1 << features) - 1), output, Near);
        double[] expected = BruteForce.Shapley(features, worth);
        Assert.All(Enumerable.Range(0, features), feature => Assert.Equal(expected[feature], contributions[feature], Near));
    }

    private static double Sum(TreeEnsemble trees, Func<int, double> worth) => 0.25 + trees.Roots.ToArray().Sum(worth);

    private static float[] Mix(float[] row, float[] other, int set) =>
        [.. row.Select((value, feature) => (set & (1 << feature)) != 0 ? value : other[feature])];

    private static double Leaf(TreeEnsemble trees, int root, float[] row) => trees.Nodes[trees.Walk(row, root)].Threshold;

    /// <summary>The expectation along a tree when only the features of a set are known, as Lundberg et al. define it.</summary>
    private static double Expect(TreeEnsemble trees, int index, float[] row, int set)
    {
        TreeNode node = trees.Nodes[index];
        if (node.Left == index)
        {
            return node.Threshold;
        }

        if ((set & (1 << (node.Feature & TreeNode.FeatureMask))) != 0)
        {
            return Expect(trees, trees.Next(row, index), row, set);
        }

        double both = (double)trees.Covers[node.Left] + trees.Covers[node.Right];
        double left = both > 0 ? trees.Covers[node.Left] / both : 0.5;
        return (left * Expect(trees, node.Left, row, set)) + ((1 - left) * Expect(trees, node.Right, row, set));
    }
}
