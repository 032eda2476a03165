using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Trees;

public sealed unsafe class TreeGrowerTests
{
    private const int Rows = 600;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 1)]
    [InlineData(0, 20)]
    public void First_split_is_the_best_of_all_by_brute_force(double l1, int minRows)
    {
        FeatureMatrix features = Numbers(Rows, 5, missing: true);
        var options = new GrowthOptions { MaxLeaves = 2, L1 = l1, L2 = 1, MinLeafRows = minRows, MinLeafWeight = 0 };
        (GrownTree tree, long[] packed, _) = Grow(features, options);

        double best = double.NegativeInfinity;
        for (int feature = 0; feature < features.Width; feature++)
        {
            float[] column = features.Column(feature).ToArray();
            foreach (float threshold in column.Where(value => !float.IsNaN(value)).Distinct())
            {
                foreach (bool missingLeft in new[] { false, true })
                {
                    best = Math.Max(best, Gain(column, packed, threshold, missingLeft, options));
                }
            }
        }

        Assert.Equal(best, tree.Nodes[0].Gain, best * 1e-4);
    }

    [Fact]
    public void Every_node_has_the_sums_of_its_rows_though_only_smaller_children_are_counted()
    {
        FeatureMatrix features = Numbers(Rows, 20, missing: true);
        (GrownTree tree, long[] packed, int[] order) = Grow(features, new GrowthOptions { MaxLeaves = 25, MinLeafRows = 3 });

        Assert.Equal(49, tree.Nodes.Count);
        foreach (GrownNode node in tree.Nodes)
        {
            int[] rows = order[node.Begin..(node.Begin + node.Count)];
            Assert.Equal(rows.Sum(row => packed[row]), node.Total);
            if (!node.IsLeaf)
            {
                Assert.Equal(node.Total, tree.Nodes[node.Left].Total + tree.Nodes[node.Right].Total);
                Assert.Equal(node.Count, tree.Nodes[node.Left].Count + tree.Nodes[node.Right].Count);
            }
            else
            {
                Assert.True(node.Count >= 3);
                Assert.Equal(rows.Order(), rows);
            }
        }
    }

    [Fact]
    public void Leaf_of_is_where_the_partition_put_the_row()
    {
        FeatureMatrix features = Numbers(Rows, 9, missing: true);
        using var team = new WorkerTeam(1);
        using BinnedMatrix matrix = BinnedMatrix.Build(features, 255, team);
        (GrownTree tree, _, int[] order) = Grow(features, new GrowthOptions { MaxLeaves = 20 });

        foreach (GrownNode leaf in tree.Nodes.Where(node => node.IsLeaf))
        {
            Assert.All(order[leaf.Begin..(leaf.Begin + leaf.Count)], row => Assert.Same(leaf, tree.LeafOf(matrix, row)));
        }
    }

    [Fact]
    public void Depth_wise_fills_a_level_before_the_next()
    {
        (GrownTree tree, _, _) = Grow(Numbers(Rows, 5, missing: false), new GrowthOptions { MaxLeaves = 8, MinLeafRows = 1, DepthWise = true });

        Assert.All(tree.Nodes.Where(node => node.IsLeaf), leaf => Assert.Equal(3, leaf.Depth));
    }

    [Fact]
    public void Max_depth_is_kept()
    {
        (GrownTree tree, _, _) = Grow(Numbers(Rows, 5, missing: false), new GrowthOptions { MaxLeaves = 100, MinLeafRows = 1, MaxDepth = 4 });

        Assert.Equal(4, tree.Nodes.Max(node => node.Depth));
    }

    [Fact]
    public void Categories_are_split_as_well_as_the_best_of_all_subsets()
    {
        const int Categories = 8;
        var random = new SeededRandom(3);
        float[] codes = [.. Enumerable.Range(0, Rows).Select(_ => (float)random.Next(Categories))];
        var features = new FeatureMatrix([new FeatureInfo("c", "c", Categories)], [codes], Rows);
        var options = new GrowthOptions { MaxLeaves = 2, L2 = 0, CategoryL2 = 0, CategorySmoothing = 0, MinLeafRows = 1 };
        (GrownTree tree, long[] packed, _) = Grow(features, options);

        double best = Enumerable.Range(1, (1 << Categories) - 2)
            .Max(set => Gain([.. codes.Select(code => (set >> (int)code & 1) != 0 ? 0f : 1f)], packed, 0, false, options));
        Assert.Equal(best, tree.Nodes[0].Gain, best * 1e-4);
    }

    private static (GrownTree Tree, long[] Packed, int[] Order) Grow(FeatureMatrix features, GrowthOptions options)
    {
        var random = new SeededRandom(9);
        long[] packed = [.. Enumerable.Range(0, features.Rows).Select(_ => ((long)(int)(1000 * random.NextNormal()) << 32) + 1)];
        using var team = new WorkerTeam(2);
        using BinnedMatrix matrix = BinnedMatrix.Build(features, 255, team);
        using var grower = new TreeGrower(matrix, options, team);
        grower.Partition.Reset(features.Rows);
        fixed (long* gradients = packed)
        {
            GrownTree tree = grower.Grow(gradients, new GradientUnits(0.001f, 1), features.Rows, packed.Sum(), null, CancellationToken.None);
            return (tree, packed, new ReadOnlySpan<int>(grower.Partition.Rows, features.Rows).ToArray());
        }
    }

    private static double Gain(float[] column, long[] packed, float threshold, bool missingLeft, GrowthOptions options)
    {
        double[] gradients = new double[2];
        double[] weights = new double[2];
        for (int row = 0; row < column.Length; row++)
        {
            int side = (float.IsNaN(column[row]) ? missingLeft : column[row] <= threshold) ? 0 : 1;
            gradients[side] += (int)(packed[row] >> 32) * 0.001;
            weights[side] += (int)packed[row];
        }

        return weights.Min() < Math.Max(1, options.MinLeafRows)
            ? double.NegativeInfinity
            : Score(gradients[0], weights[0]) + Score(gradients[1], weights[1]) - Score(gradients.Sum(), weights.Sum());

        double Score(double g, double h) => Math.Pow(Math.Max(Math.Abs(g) - options.L1, 0), 2) / (h + options.L2);
    }

    private static FeatureMatrix Numbers(int rows, int width, bool missing)
    {
        var random = new SeededRandom(width);
        float[][] columns = [.. Enumerable.Range(0, width).Select(feature => Enumerable.Range(0, rows)
            .Select(_ => missing && feature % 2 == 0 && random.Next(10) == 0 ? float.NaN : random.Next(40)).ToArray())];
        return new FeatureMatrix([.. columns.Select((_, feature) => new FeatureInfo($"x{feature}", $"x{feature}"))], columns, rows);
    }
}
