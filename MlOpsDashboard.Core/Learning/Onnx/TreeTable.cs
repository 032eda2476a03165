using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// Lays trees out as the parallel lists of TreeEnsembleRegressor. Thresholds and answers go as doubles, which hold our floats exactly.
/// Every node asks "at most?", so that a runtime may take its fast path. A split by categories becomes a chain of such nodes over runs of codes
/// that go the same way: a yes leaves the chain, a no goes on.
/// </summary>
internal sealed class TreeTable
{
    private readonly TreeEnsemble _trees;
    private readonly IReadOnlyList<FeatureInfo> _features;
    private readonly int[] _ids;
    private readonly List<long> _treeIds = [];
    private readonly List<long> _nodeIds = [];
    private readonly List<long> _featureIds = [];
    private readonly List<long> _yesIds = [];
    private readonly List<long> _noIds = [];
    private readonly List<long> _missingYes = [];
    private readonly List<double> _values = [];
    private readonly List<bool> _leaves = [];
    private readonly List<long> _answerTrees = [];
    private readonly List<long> _answerNodes = [];
    private readonly List<long> _answerOutputs = [];
    private readonly List<double> _answers = [];

    private TreeTable(TreeEnsemble trees, IReadOnlyList<FeatureInfo> features)
    {
        (_trees, _features) = (trees, features);
        _ids = new int[trees.Nodes.Length];
    }

    /// <summary>What a leaf adds to which outputs; at least one pair.</summary>
    /// <param name="tree">The tree's number.</param>
    /// <param name="value">The leaf's value.</param>
    public delegate IEnumerable<(int Output, double Value)> LeafAnswer(int tree, float value);

    /// <summary>Adds a node of all trees.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="encoded">The encoded features.</param>
    /// <param name="trees">The trees; at least one.</param>
    /// <param name="features">The encoded features' descriptions.</param>
    /// <param name="start">What is added to each output's sum.</param>
    /// <param name="mean">Whether the answer is the mean of the trees instead of the sum.</param>
    /// <param name="answer">What leaves add.</param>
    /// <returns>N rows of a float an output.</returns>
    public static string Add(
        GraphBuilder graph,
        string encoded,
        TreeEnsemble trees,
        IReadOnlyList<FeatureInfo> features,
        double[] start,
        bool mean,
        LeafAnswer answer)
    {
        var table = new TreeTable(trees, features);
        for (int tree = 0; tree < trees.Trees; tree++)
        {
            table.AddTree(tree, answer);
        }

        return graph.LearningNode(
            "TreeEnsembleRegressor",
            graph.Cast(encoded, OnnxType.Double),
            [.. table.Attributes(start.Length), OnnxAttribute.Of("aggregate_function", mean ? "AVERAGE" : "SUM"), .. Start(start)]);
    }

    private IEnumerable<ProtoMessage> Attributes(int outputs) =>
    [
        OnnxAttribute.Of("n_targets", outputs),
        OnnxAttribute.Of("post_transform", "NONE"),
        OnnxAttribute.Of("nodes_treeids", _treeIds),
        OnnxAttribute.Of("nodes_nodeids", _nodeIds),
        OnnxAttribute.Of("nodes_featureids", _featureIds),
        OnnxAttribute.Of("nodes_modes", _leaves.Select(leaf => leaf ? "LEAF" : "BRANCH_LEQ")),
        OnnxAttribute.Of("nodes_truenodeids", _yesIds),
        OnnxAttribute.Of("nodes_falsenodeids", _noIds),
        OnnxAttribute.Of("nodes_missing_value_tracks_true", _missingYes),
        OnnxAttribute.Of("nodes_values_as_tensor", OnnxTensor.Of<double>(null, _values.ToArray(), _values.Count)),
        OnnxAttribute.Of("target_treeids", _answerTrees),
        OnnxAttribute.Of("target_nodeids", _answerNodes),
        OnnxAttribute.Of("target_ids", _answerOutputs),
        OnnxAttribute.Of("target_weights_as_tensor", OnnxTensor.Of<double>(null, _answers.ToArray(), _answers.Count)),
    ];

    private static IEnumerable<ProtoMessage> Start(double[] start) => start.All(value => value == 0)
        ? []
        : [OnnxAttribute.Of("base_values_as_tensor", OnnxTensor.Of<double>(null, start, start.Length))];

    private void AddTree(int tree, LeafAnswer answer)
    {
        List<int> nodes = NodesOf(_trees.Roots[tree]);
        for (int i = 0; i < nodes.Count; i++)
        {
            _ids[nodes[i]] = i;
        }

        int next = nodes.Count;
        foreach (int index in nodes)
        {
            TreeNode node = _trees.Nodes[index];
            if (node.Left == index)
            {
                AddLeaf(tree, _ids[index], answer(tree, node.Threshold));
            }
            else if (node.IsCategory)
            {
                AddChain(tree, node, _ids[index], ref next);
            }
            else
            {
                AddNode(tree, _ids[index], node.Feature & TreeNode.FeatureMask, node.Threshold, _ids[node.Left], _ids[node.Right], node.MissingLeft);
            }
        }
    }

    // The root first, as runtimes expect it, and no call within a call: a tree may be deep.
    private List<int> NodesOf(int root)
    {
        var nodes = new List<int>();
        var open = new Stack<int>([root]);
        while (open.TryPop(out int index))
        {
            nodes.Add(index);
            TreeNode node = _trees.Nodes[index];
            if (node.Left != index)
            {
                open.Push(node.Right);
                open.Push(node.Left);
            }
        }

        return nodes;
    }

    private void AddLeaf(int tree, int id, IEnumerable<(int Output, double Value)> answers)
    {
        AddRow(tree, id, leaf: true, 0, 0, 0, 0, false);
        foreach ((int output, double value) in answers)
        {
            _answerTrees.Add(tree);
            _answerNodes.Add(id);
            _answerOutputs.Add(output);
            _answers.Add(value);
        }
    }

    private void AddNode(int tree, int id, int feature, double most, int yes, int no, bool missingYes) =>
        AddRow(tree, id, leaf: false, feature, most, yes, no, missingYes);

    private void AddChain(int tree, TreeNode node, int id, ref int next)
    {
        int feature = node.Feature & TreeNode.FeatureMask;
        (int left, int right) = (_ids[node.Left], _ids[node.Right]);
        (int Last, bool Left)[] runs = [.. CategoryRuns.Of(_trees, node, _features[feature].Cardinality)];
        if (runs.Length == 1)
        {
            // Every code goes one way: only missing values may go the other.
            (int one, int other) = runs[0].Left ? (left, right) : (right, left);
            AddNode(tree, id, feature, runs[0].Last, one, other, runs[0].Left == node.MissingLeft);
            return;
        }

        bool missingPlaced = false;
        for (int i = 0; i < runs.Length - 1; i++)
        {
            bool last = i == runs.Length - 2;
            bool missingHere = !missingPlaced && runs[i].Left == node.MissingLeft;
            missingPlaced |= missingHere;
            int no = last ? (runs[i + 1].Left ? left : right) : next;
            AddNode(tree, id, feature, runs[i].Last, runs[i].Left ? left : right, no, missingHere);
            id = last ? id : next++;
        }
    }

    private void AddRow(int tree, int id, bool leaf, int feature, double value, int yes, int no, bool missingYes)
    {
        _treeIds.Add(tree);
        _nodeIds.Add(id);
        _leaves.Add(leaf);
        _featureIds.Add(feature);
        _values.Add(value);
        _yesIds.Add(yes);
        _noIds.Add(no);
        _missingYes.Add(missingYes ? 1 : 0);
    }
}
