using System.Runtime.InteropServices;
using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Writes an ensemble to named arrays, and reads one with everything checked that a walk relies on.</summary>
internal static class TreeEnsembleFormat
{
    public static void Save(TreeEnsemble trees, WeightsWriter writer)
    {
        ReadOnlySpan<TreeNode> nodes = trees.Nodes;
        var thresholds = new float[nodes.Length];
        var features = new int[nodes.Length];
        var children = new int[2 * nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            thresholds[i] = nodes[i].Threshold;
            features[i] = nodes[i].Feature;
            children[2 * i] = nodes[i].Left;
            children[(2 * i) + 1] = nodes[i].Right;
        }

        writer.Write("trees.roots", trees.Roots);

        // As bytes, since the bits that stand for a set's place are no number.
        writer.Write("trees.thresholds", MemoryMarshal.AsBytes<float>(thresholds));
        writer.Write("trees.features", features);
        writer.Write("trees.children", children);
        writer.Write("trees.sets", trees.Sets);
        writer.Write("trees.covers", trees.Covers);
        writer.Write("trees.gains", trees.Gains);
    }

    /// <summary>Reads an ensemble.</summary>
    /// <param name="reader">The arrays.</param>
    /// <param name="featureCount">Features of a row.</param>
    /// <exception cref="InvalidDataException">The arrays disagree.</exception>
    public static TreeEnsemble Load(WeightsReader reader, int featureCount)
    {
        int[] roots = reader.Integers("trees.roots");
        byte[] thresholdBytes = reader.Bytes("trees.thresholds");
        int[] features = reader.Integers("trees.features");
        int[] children = reader.Integers("trees.children");
        int[] sets = reader.Integers("trees.sets");
        float[] covers = reader.Singles("trees.covers");
        float[] gains = reader.Singles("trees.gains");
        int count = features.Length;
        ReadOnlySpan<float> thresholds = MemoryMarshal.Cast<byte, float>(thresholdBytes);
        Check(thresholdBytes.Length == 4L * count && children.Length == 2L * count && covers.Length == count && gains.Length == count);
        var nodes = new TreeNode[count];
        for (int i = 0; i < count; i++)
        {
            nodes[i] = new TreeNode { Threshold = thresholds[i], Feature = features[i], Left = children[2 * i], Right = children[(2 * i) + 1] };
            CheckNode(nodes[i], i, count, featureCount, sets);
        }

        foreach (int root in roots)
        {
            Check(root >= 0 && root < count);
        }

        return new TreeEnsemble(nodes, roots, sets, covers, gains, featureCount);
    }

    private static void CheckNode(TreeNode node, int index, int count, int featureCount, int[] sets)
    {
        bool leaf = node.Left == index && node.Right == index;

        // Children come after their parent, so that no walk can go round in circles.
        Check(leaf || (node.Left > index && node.Left < count && node.Right > index && node.Right < count));
        Check(node.Feature >= 0 && (node.Feature & TreeNode.FeatureMask) < featureCount);
        if (node.IsCategory)
        {
            int set = BitConverter.SingleToInt32Bits(node.Threshold);
            Check(!leaf && set >= 0 && set < sets.Length && sets[set] >= 0 && set + 1 + ((sets[set] + 31L) / 32) <= sets.Length);
        }
        else
        {
            Check(!float.IsNaN(node.Threshold));
        }
    }

    private static void Check(bool fits)
    {
        if (!fits)
        {
            throw new InvalidDataException("The model's trees are damaged.");
        }
    }
}
