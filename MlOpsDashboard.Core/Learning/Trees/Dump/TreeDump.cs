using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Forest;

namespace MlOpsDashboard.Core.Learning.Trees.Dump;

/// <summary>The trees of a model in the words of the data: names of columns, thresholds in their units, words of categories. Immutable.</summary>
public sealed class TreeDump
{
    private readonly TreeEnsemble _trees;
    private readonly TestReader _tests;
    private readonly Func<float, IReadOnlyList<float>> _leaf;

    private TreeDump(TrainedModel model, TreeEnsemble trees, Func<float, IReadOnlyList<float>> leaf)
    {
        (Model, _trees, _leaf) = (model, trees, leaf);
        _tests = new TestReader(trees, model.Pipeline);
    }

    /// <summary>The model.</summary>
    public TrainedModel Model { get; }

    /// <summary>The number of trees.</summary>
    public int Trees => _trees.Trees;

    /// <summary>Whether the answer is the mean of the trees; else their sum.</summary>
    public bool IsMean { get; private init; }

    /// <summary>How sums become answers: <c>identity</c>, <c>logistic</c>, <c>softmax</c> or <c>exponential</c>.</summary>
    public string Link { get; private init; } = "identity";

    /// <summary>What the trees add up: the target, or classes. A sum for two classes is that of the second.</summary>
    public IReadOnlyList<string> Outputs { get; private init; } = [];

    /// <summary>What is added to the sum of each output.</summary>
    public IReadOnlyList<double> Start { get; private init; } = [];

    /// <summary>Whether a tree answers for all outputs; else tree t for the output t modulo their number.</summary>
    public bool TreesAnswerAll { get; private init; }

    /// <summary>The trees of a model.</summary>
    /// <param name="model">A model of boosting or of a random forest.</param>
    /// <exception cref="ConflictException">The model has no trees.</exception>
    public static TreeDump Of(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelSignature signature = model.Signature;
        IReadOnlyList<string> single = signature.Task == TaskKind.Regression ? [signature.Target] : [signature.Classes[^1]];
        return CalibratedModel.Uncalibrated(model.Model) switch
        {
            BoostedModel boosted => new TreeDump(model, boosted.Trees, value => [value])
            {
                Link = boosted.Link.ToString().ToLowerInvariant(),
                Outputs = boosted.Start.Count > 1 ? signature.Classes : single,
                Start = boosted.Start,
            },
            ForestModel { Task: TaskKind.Multiclass } forest => new TreeDump(model, forest.Trees, SharesOf(forest))
            {
                IsMean = true,
                TreesAnswerAll = true,
                Outputs = signature.Classes,
                Start = new double[signature.Classes.Count],
            },
            ForestModel forest => new TreeDump(model, forest.Trees, value => [value]) { IsMean = true, Outputs = single, Start = [0] },
            _ => throw new ConflictException($"A model of the learner '{model.Metadata.Learner}' has no trees to show: gradient boosting and random forests have."),
        };
    }

    /// <summary>The output that a tree answers for; null when it answers for all.</summary>
    /// <param name="tree">From 0.</param>
    public string? OutputOf(int tree) => TreesAnswerAll ? null : Outputs[tree % Outputs.Count];

    /// <summary>The nodes of a tree, a parent before its children, the yes before the no.</summary>
    /// <param name="tree">From 0 to <see cref="Trees"/> − 1.</param>
    public IReadOnlyList<DumpedNode> Read(int tree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tree);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tree, Trees);
        List<(int Index, int Depth)> order = OrderOf(_trees.Roots[tree]);
        var ids = new Dictionary<int, int>();
        foreach ((int index, _) in order)
        {
            ids[index] = ids.Count;
        }

        return [.. order.Select(at => NodeOf(at.Index, at.Depth, ids))];
    }

    private static Func<float, IReadOnlyList<float>> SharesOf(ForestModel forest) => value =>
    {
        ReadOnlySpan<float> shares = forest.Shares.Span.Slice((int)value * forest.OutputCount, forest.OutputCount);
        float total = 0;
        foreach (float share in shares)
        {
            total += share;
        }

        float[] normal = shares.ToArray();
        return total > 0 ? Array.ConvertAll(normal, share => share / total) : normal;
    };

    // No call within a call: a tree may be deep.
    private List<(int Index, int Depth)> OrderOf(int root)
    {
        var order = new List<(int, int)>();
        var open = new Stack<(int Index, int Depth)>([(root, 0)]);
        while (open.TryPop(out (int Index, int Depth) at))
        {
            order.Add(at);
            TreeNode node = _trees.Nodes[at.Index];
            if (node.Left != at.Index)
            {
                open.Push((node.Right, at.Depth + 1));
                open.Push((node.Left, at.Depth + 1));
            }
        }

        return order;
    }

    private DumpedNode NodeOf(int index, int depth, Dictionary<int, int> ids)
    {
        TreeNode node = _trees.Nodes[index];
        float cover = _trees.Covers[index];
        if (node.Left == index)
        {
            return new DumpedNode(ids[index], depth, null, null, null, null, cover, null, _leaf(node.Threshold));
        }

        (int yes, int no) = (ids[node.Left], ids[node.Right]);
        return new DumpedNode(ids[index], depth, _tests.Read(node), yes, no, node.MissingLeft ? yes : no, cover, _trees.Gains[index], []);
    }
}
