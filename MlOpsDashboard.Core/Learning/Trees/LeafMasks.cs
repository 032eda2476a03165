using System.Runtime.Intrinsics.X86;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// Trees of up to 32 leaves as masks (QuickScorer, Lucchese et al. 2015): a node that a row fails takes the leaves of its left branch
/// out of a word, and the first bit that is left is the row's leaf. There are no branches and no order, so that sixteen rows go at once.
/// </summary>
internal sealed class LeafMasks
{
    public const int Leaves = 32;

    /// <summary>Words of a set of categories, a bit a code: as many as one instruction chooses from.</summary>
    public const int SetWords = 16;

    private LeafMasks(int[] starts, MaskNode[] nodes, float[] values, uint[] sets)
    {
        (Starts, Nodes, Values, Sets) = (starts, nodes, values, sets);
    }

    /// <summary>Where each tree's nodes start, and the number of nodes at the end.</summary>
    public int[] Starts { get; }

    /// <summary>The inner nodes.</summary>
    public MaskNode[] Nodes { get; }

    /// <summary>For each tree 32 answers, from the left.</summary>
    public float[] Values { get; }

    /// <summary>The sets of categories that go left, <see cref="SetWords"/> each.</summary>
    public uint[] Sets { get; }

    /// <summary>
    /// The masks of an ensemble, or null where a tree has more leaves or categories than fit, or the processor cannot look up
    /// sixteen categories at once.
    /// </summary>
    public static LeafMasks? Of(TreeEnsemble trees)
    {
        if (trees.HasCategories && !Avx512F.IsSupported)
        {
            return null;
        }

        var starts = new int[trees.Trees + 1];
        var nodes = new List<MaskNode>();
        var values = new float[trees.Trees * Leaves];
        var sets = new List<uint>();
        for (int tree = 0; tree < trees.Trees; tree++)
        {
            int leaf = 0;
            if (!Add(trees, trees.Roots[tree], nodes, sets, values.AsSpan(tree * Leaves, Leaves), ref leaf, out _))
            {
                return null;
            }

            starts[tree + 1] = nodes.Count;
        }

        return new LeafMasks(starts, [.. nodes], values, [.. sets]);
    }

    private static bool Add(
        TreeEnsemble trees, int index, List<MaskNode> nodes, List<uint> sets, Span<float> values, ref int leaf, out uint leaves)
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

        if (!Add(trees, node.Left, nodes, sets, values, ref leaf, out uint left)
            || !Add(trees, node.Right, nodes, sets, values, ref leaf, out uint right))
        {
            return false;
        }

        float threshold = node.Threshold;
        int set = -1;
        if (node.IsCategory && !AddSet(trees.Sets[BitConverter.SingleToInt32Bits(node.Threshold)..], sets, out set, out threshold))
        {
            return false;
        }

        nodes.Add(new MaskNode(node.Feature & TreeNode.FeatureMask, threshold, node.MissingLeft, ~left, set));
        leaves = left | right;
        return true;
    }

    private static bool AddSet(ReadOnlySpan<int> set, List<uint> sets, out int start, out float codes)
    {
        start = sets.Count;
        codes = set[0];
        int words = (set[0] + 31) / 32;
        for (int word = 0; word < SetWords; word++)
        {
            sets.Add(word < words ? (uint)set[1 + word] : 0);
        }

        return words <= SetWords;
    }

    /// <summary>An inner node.</summary>
    /// <param name="Feature">The feature.</param>
    /// <param name="Threshold">The largest value that goes left; for categories the number of codes.</param>
    /// <param name="MissingLeft">Whether missing values go left.</param>
    /// <param name="Keep">The leaves that a row which goes right may still reach, as far as this node knows.</param>
    /// <param name="Set">Where the set of categories starts that go left; −1 for a number.</param>
    internal readonly record struct MaskNode(int Feature, float Threshold, bool MissingLeft, uint Keep, int Set);
}
