namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// Trees of up to 32 leaves as masks (QuickScorer, Lucchese et al. 2015): a node that a row fails takes the leaves of its left branch
/// out of a word, and the first bit that is left is the row's leaf. There are no branches and no order, so that sixteen rows go at once.
/// </summary>
internal sealed class LeafMasks
{
    public const int Leaves = 32;

    private LeafMasks(int[] starts, MaskNode[] nodes, float[] values)
    {
        (Starts, Nodes, Values) = (starts, nodes, values);
    }

    /// <summary>Where each tree's nodes start, and the number of nodes at the end.</summary>
    public int[] Starts { get; }

    /// <summary>The inner nodes.</summary>
    public MaskNode[] Nodes { get; }

    /// <summary>For each tree 32 answers, from the left.</summary>
    public float[] Values { get; }

    /// <summary>The masks of an ensemble, or null where a tree has more leaves, or splits by categories.</summary>
    public static LeafMasks? Of(TreeEnsemble trees)
    {
        if (trees.HasCategories)
        {
            return null;
        }

        var starts = new int[trees.Trees + 1];
        var nodes = new List<MaskNode>();
        var values = new float[trees.Trees * Leaves];
        for (int tree = 0; tree < trees.Trees; tree++)
        {
            int leaf = 0;
            if (!Add(trees, trees.Roots[tree], nodes, values.AsSpan(tree * Leaves, Leaves), ref leaf, out _))
            {
                return null;
            }

            starts[tree + 1] = nodes.Count;
        }

        return new LeafMasks(starts, [.. nodes], values);
    }

    private static bool Add(TreeEnsemble trees, int index, List<MaskNode> nodes, Span<float> values, ref int leaf, out uint leaves)
    {
        leaves = 0;
        TreeNode node = trees.Nodes[index];
        if (node.Left == index)
        {
            if (leaf == Leaves)
            {
                return false;
            }

            values[leaf] = node.Threshold;
            leaves = 1u << leaf++;
            return true;
        }

        if (!Add(trees, node.Left, nodes, values, ref leaf, out uint left) || !Add(trees, node.Right, nodes, values, ref leaf, out uint right))
        {
            return false;
        }

        nodes.Add(new MaskNode(node.Feature & TreeNode.FeatureMask, node.Threshold, node.MissingLeft, ~left));
        leaves = left | right;
        return true;
    }

    /// <summary>An inner node.</summary>
    /// <param name="Feature">The feature.</param>
    /// <param name="Threshold">The largest value that goes left.</param>
    /// <param name="MissingLeft">Whether missing values go left.</param>
    /// <param name="Keep">The leaves that a row which goes right may still reach, as far as this node knows.</param>
    internal readonly record struct MaskNode(int Feature, float Threshold, bool MissingLeft, uint Keep);
}
