using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Trees.Dump;

/// <summary>A fitted model of a dump: the whole of it, or one member of an ensemble. Immutable.</summary>
public sealed class MemberTrees
{
    private static readonly TreeEnsemble s_none = new([], [], [], [], [], 0);

    private readonly TreeEnsemble _trees;
    private readonly TestReader? _tests;

    private MemberTrees(TrainedModel model, IReadOnlyList<int>? columns, TreeEnsemble trees)
    {
        _trees = trees;
        _tests = new TestReader(trees, model.Pipeline, columns);
    }

    private MemberTrees() => _trees = s_none;

    /// <summary>The name of its learner.</summary>
    public string Learner { get; private init; } = "";

    /// <summary>Its share of the answer, above 0 and at most 1.</summary>
    public double Weight { get; private init; } = 1;

    /// <summary>Whether it is made of trees at all.</summary>
    public bool HasTrees => _tests is not null;

    /// <summary>The number of its first tree among those of all members, from 0.</summary>
    public int First { get; private init; }

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

    /// <summary>Whether a tree answers for all outputs; else the tree t of this member for the output t modulo their number.</summary>
    public bool TreesAnswerAll => Leaves is not null;

    private Func<float, IReadOnlyList<float>>? Leaves { get; init; }

    /// <summary>Reads a fitted model.</summary>
    /// <param name="model">The model that it is, or is a member of.</param>
    /// <param name="fitted">The fitted model, not calibrated.</param>
    /// <param name="learner">The name of its learner.</param>
    /// <param name="weight">Its share of the answer.</param>
    /// <param name="columns">Which of the pipeline's features it reads; null for all.</param>
    /// <param name="first">The number of its first tree.</param>
    internal static MemberTrees Of(TrainedModel model, IFittedModel fitted, string learner, double weight, IReadOnlyList<int>? columns, int first)
    {
        if (fitted is not ITreeModel { Sums: var sums })
        {
            return new MemberTrees { Learner = learner, Weight = weight, First = first };
        }

        ModelSignature signature = model.Signature;
        IReadOnlyList<string> single = signature.Task == TaskKind.Regression ? [signature.Target] : [signature.Classes[^1]];
        return new MemberTrees(model, columns, sums.Trees)
        {
            Learner = learner,
            Weight = weight,
            First = first,
            IsMean = sums.IsMean,
            Link = sums.Link,
            Leaves = sums.Leaves,
            Outputs = sums.Start.Count > 1 ? signature.Classes : single,
            Start = [.. sums.Start.Select(start => start + signature.TargetOffset)],
        };
    }

    /// <summary>The output that a tree answers for; null when it answers for all.</summary>
    /// <param name="tree">From 0, among the trees of this member.</param>
    public string? OutputOf(int tree) => TreesAnswerAll ? null : Outputs[tree % Outputs.Count];

    /// <summary>The nodes of a tree, a parent before its children, the yes before the no.</summary>
    /// <param name="tree">From 0 to <see cref="Trees"/> − 1, among the trees of this member.</param>
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
            return new DumpedNode(ids[index], depth, null, null, null, null, cover, null, Leaves?.Invoke(node.Threshold) ?? [node.Threshold]);
        }

        (int yes, int no) = (ids[node.Left], ids[node.Right]);
        return new DumpedNode(ids[index], depth, _tests!.Read(node), yes, no, node.MissingLeft ? yes : no, cover, _trees.Gains[index], []);
    }
}
