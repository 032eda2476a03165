using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>Puts trees together.</summary>
/// <param name="data">What they were grown on.</param>
internal sealed class ForestAssembly(TrainingData data)
{
    private readonly List<ForestTree> _trees = [];

    public void Add(ForestTree tree) => _trees.Add(tree);

    /// <summary>The forest of the trees so far.</summary>
    /// <param name="outOfBag">See <see cref="ForestModel.OutOfBag"/>.</param>
    public ForestModel Build(OutOfBagFigures outOfBag)
    {
        int classes = data.Task == TaskKind.Multiclass ? data.ClassCount : 0;
        int count = _trees.Sum(tree => tree.Nodes.Length);
        var nodes = new TreeNode[count];
        var covers = new float[count];
        var gains = new float[count];
        var roots = new int[_trees.Count];
        var shares = new List<float>();
        for (int k = 0; k < classes; k++)
        {
            var only = new float[classes];
            only[k] = 1;
            shares.AddRange(only);
        }

        int start = 0;
        for (int i = 0; i < roots.Length; i++)
        {
            ForestTree tree = _trees[i];
            roots[i] = start;
            int places = classes == 0 ? 0 : (shares.Count / classes) - classes;
            for (int n = 0; n < tree.Nodes.Length; n++)
            {
                nodes[start + n] = Moved(tree.Nodes[n], n, start, classes, places);
            }

            tree.Covers.CopyTo(covers, start);
            tree.Gains.CopyTo(gains, start);
            shares.AddRange(tree.Shares);
            start += tree.Nodes.Length;
        }

        int outputs = data.Task == TaskKind.Regression ? 1 : data.ClassCount;
        var trees = new TreeEnsemble(nodes, roots, [], covers, gains, data.Features.Width);
        return new ForestModel(trees, data.Task, outputs, [.. shares], outOfBag);
    }

    private static TreeNode Moved(TreeNode node, int index, int start, int classes, int places)
    {
        if (node.Left == index && classes > 0 && node.Threshold >= classes)
        {
            node.Threshold += places;
        }

        node.Left += start;
        node.Right += start;
        return node;
    }
}
