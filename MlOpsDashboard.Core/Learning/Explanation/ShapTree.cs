using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// One tree laid out for explanations: its nodes parents first, each with what the split above it says of it. Immutable.
/// </summary>
internal sealed class ShapTree
{
    private ShapTree(int count)
    {
        Nodes = new int[count];
        Parents = new int[count];
        Same = new int[count];
        Features = new int[count];
        Shares = new double[count];
        Reach = new double[count];
        Ends = new int[count];
        Leaves = new bool[count];
    }

    /// <summary>The number of each node in its ensemble; the root first.</summary>
    public int[] Nodes { get; }

    /// <summary>The place of each node's parent; −1 for the root.</summary>
    public int[] Parents { get; }

    /// <summary>The nearest place above whose own split above is by the same feature; −1 for none.</summary>
    public int[] Same { get; }

    /// <summary>The feature that the parent splits by; −1 for the root.</summary>
    public int[] Features { get; }

    /// <summary>The share of the parent's training weight, multiplied along the splits above by the same feature.</summary>
    public double[] Shares { get; }

    /// <summary>The share of the root's training weight.</summary>
    public double[] Reach { get; }

    /// <summary>The place after the last node below.</summary>
    public int[] Ends { get; }

    /// <summary>Whether a node is a leaf.</summary>
    public bool[] Leaves { get; }

    /// <summary>The most features that one path asks for.</summary>
    public int Width { get; private set; }

    /// <summary>How many nodes.</summary>
    public int Count => Nodes.Length;

    /// <summary>Lays a tree out.</summary>
    /// <param name="trees">The ensemble.</param>
    /// <param name="root">The tree's root.</param>
    /// <exception cref="InvalidDataException">A node has two parents, as only a forged file has it.</exception>
    public static ShapTree Of(TreeEnsemble trees, int root)
    {
        List<(int Node, int Parent)> order = Order(trees, root);
        var tree = new ShapTree(order.Count);
        var widths = new int[order.Count];
        for (int place = 0; place < order.Count; place++)
        {
            (tree.Nodes[place], tree.Parents[place]) = order[place];
            tree.Leaves[place] = trees.Nodes[order[place].Node].Left == order[place].Node;
            tree.Ends[place] = place + 1;
            widths[place] = tree.Describe(trees, place, widths);
        }

        for (int place = order.Count - 1; place > 0; place--)
        {
            ref int end = ref tree.Ends[tree.Parents[place]];
            end = Math.Max(end, tree.Ends[place]);
        }

        tree.Width = widths.Max();
        return tree;
    }

    private static List<(int Node, int Parent)> Order(TreeEnsemble trees, int root)
    {
        var order = new List<(int, int)>();
        var open = new Stack<(int Node, int Parent)>();
        open.Push((root, -1));
        while (open.TryPop(out (int Node, int Parent) next))
        {
            order.Add(next);
            if (order.Count > trees.Nodes.Length)
            {
                throw new InvalidDataException("The model's trees are damaged.");
            }

            TreeNode node = trees.Nodes[next.Node];
            if (node.Left != next.Node)
            {
                int place = order.Count - 1;
                open.Push((node.Right, place));
                open.Push((node.Left, place));
            }
        }

        return order;
    }

    private int Describe(TreeEnsemble trees, int place, int[] widths)
    {
        if (place == 0)
        {
            (Features[0], Same[0], Shares[0], Reach[0]) = (-1, -1, 1, 1);
            return 0;
        }

        int parent = Parents[place];
        TreeNode split = trees.Nodes[Nodes[parent]];
        Features[place] = split.Feature & TreeNode.FeatureMask;
        int same = parent;
        while (same > 0 && Features[same] != Features[place])
        {
            same = Parents[same];
        }

        Same[place] = same > 0 ? same : -1;

        // Of the children's sum and not of the parent's own cover, whose rounding would keep the shares from adding up to 1.
        double both = (double)trees.Covers[split.Left] + trees.Covers[split.Right];
        double share = both > 0 && double.IsFinite(both) ? Math.Clamp(trees.Covers[Nodes[place]] / both, 0, 1) : 0.5;
        Shares[place] = share * (same > 0 ? Shares[same] : 1);
        Reach[place] = share * Reach[parent];
        return widths[parent] + (same > 0 ? 0 : 1);
    }
}
