using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

public sealed class TreeTableTests
{
    /// <summary>
    /// Random trees of three splits by categories each, on sets of all sorts: empty, full, of codes that the fit has not seen. Each code and
    /// a missing value must reach the same leaf.
    /// </summary>
    [Fact]
    public void Splits_by_categories_send_every_code_the_same_way()
    {
        var random = new SeededRandom(4);
        for (int round = 0; round < 200; round++)
        {
            int cardinality = 1 + random.Next(89);
            TreeEnsemble trees = RandomTree(random, cardinality);
            float[] codes = [.. Enumerable.Range(0, cardinality).Select(code => (float)code), float.NaN];

            float[] actual = Run(trees, codes, cardinality);

            for (int i = 0; i < codes.Length; i++)
            {
                Assert.Equal(trees.Nodes[trees.Walk([codes[i]], 0)].Threshold, actual[i]);
            }
        }
    }

    [Fact]
    public void Numbers_on_the_threshold_and_beside_it_go_the_same_way()
    {
        float[] thresholds = [0.1f, -0.3f, 1e-30f, 16_777_217f, float.MaxValue];
        foreach (float threshold in thresholds)
        {
            foreach (int flag in (int[])[0, TreeNode.MissingLeftFlag])
            {
                TreeNode[] nodes = [new() { Threshold = threshold, Feature = flag, Left = 1, Right = 2 }, Leaf(1, 10), Leaf(2, 20)];
                var trees = new TreeEnsemble(nodes, [0], [], [3, 2, 1], [1, 0, 0], 1);
                float[] values = [threshold, float.BitIncrement(threshold), float.BitDecrement(threshold), 0, -0f, float.NaN];

                float[] actual = Run(trees, values, 0);

                Assert.Equal(values.Select(value => trees.Nodes[trees.Walk([value], 0)].Threshold), actual);
            }
        }
    }

    private static TreeEnsemble RandomTree(SeededRandom random, int cardinality)
    {
        var sets = new List<int>();
        var nodes = new TreeNode[7];
        for (int i = 0; i < 3; i++)
        {
            int flags = TreeNode.CategoryFlag | (random.Next(2) == 0 ? TreeNode.MissingLeftFlag : 0);
            nodes[i] = new TreeNode
            {
                Threshold = BitConverter.Int32BitsToSingle(sets.Count),
                Feature = flags,
                Left = (2 * i) + 1,
                Right = (2 * i) + 2,
            };
            int known = random.Next(cardinality + 1);
            double share = random.Next(4) switch { 0 => 0, 1 => 1, 2 => 0.1, _ => 0.5 };
            int[] words = new int[(known + 31) / 32];
            for (int code = 0; code < known; code++)
            {
                words[code >> 5] |= random.NextDouble() < share ? 1 << (code & 31) : 0;
            }

            sets.Add(known);
            sets.AddRange(words);
        }

        for (int i = 3; i < 7; i++)
        {
            nodes[i] = Leaf(i, 100 + i);
        }

        return new TreeEnsemble(nodes, [0], [.. sets], new float[7], new float[7], 1);
    }

    private static TreeNode Leaf(int index, float value) => new() { Threshold = value, Left = index, Right = index };

    private static float[] Run(TreeEnsemble trees, float[] values, int cardinality)
    {
        var graph = new GraphBuilder();
        graph.Input(graph.NewName("x"), OnnxType.Single, "");
        FeatureInfo[] features = [new FeatureInfo("x", "x", cardinality)];
        string answer = TreeTable.Add(graph, "x", trees, features, [0], mean: false, (_, value) => [(0, value)]);
        graph.Output(answer, "y", OnnxType.Single, 1, "");
        using var session = new OnnxSession(TestGraph.Bytes(graph));
        return (float[])session.Run(new Dictionary<string, OnnxValue> { ["x"] = OnnxValue.Column(values) })[0].Values;
    }
}
