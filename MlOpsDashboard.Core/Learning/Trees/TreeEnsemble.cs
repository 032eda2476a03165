using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Many trees in flat arrays, tree after tree, a child always after its parent. Immutable.</summary>
internal sealed class TreeEnsemble
{
    private readonly TreeNode[] _nodes;
    private readonly int[] _roots;
    private readonly int[] _sets;
    private readonly Lazy<LeafMasks?> _masks;

    /// <summary>Makes an ensemble of arrays that <see cref="TreeEnsembleBuilder"/> built or <see cref="TreeEnsembleFormat"/> checked.</summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="roots">The root of each tree.</param>
    /// <param name="sets">Sets of categories: the number of codes, then a bit a code.</param>
    /// <param name="covers">For each node the training weight that came by.</param>
    /// <param name="gains">For each node by how much its split reduced the loss; 0 for leaves.</param>
    /// <param name="featureCount">Features of a row.</param>
    public TreeEnsemble(TreeNode[] nodes, int[] roots, int[] sets, float[] covers, float[] gains, int featureCount)
    {
        (_nodes, _roots, _sets, Covers, Gains, FeatureCount) = (nodes, roots, sets, covers, gains, featureCount);
        HasCategories = sets.Length > 0;
        _masks = new Lazy<LeafMasks?>(() => LeafMasksBuilder.Build(this));
    }

    public int FeatureCount { get; }

    public int Trees => _roots.Length;

    public ReadOnlySpan<TreeNode> Nodes => _nodes;

    public ReadOnlySpan<int> Roots => _roots;

    public ReadOnlySpan<int> Sets => _sets;

    public float[] Covers { get; }

    public float[] Gains { get; }

    public bool HasCategories { get; }

    /// <summary>The trees as masks, made when first asked for; null where they cannot be.</summary>
    public LeafMasks? Masks => _masks.Value;

    /// <summary>Adds each tree's answer to the sum of its output: that of tree t is t modulo the number of sums.</summary>
    /// <param name="row">The features.</param>
    /// <param name="sums">The sums.</param>
    public void AddTo(ReadOnlySpan<float> row, Span<double> sums)
    {
        if (Masks is { } masks)
        {
            masks.AddTo(row, sums);
            return;
        }

        AddByWalking(row, sums);
    }

    /// <summary>As <see cref="AddTo"/>, from node to node.</summary>
    /// <param name="row">The features.</param>
    /// <param name="sums">The sums.</param>
    public void AddByWalking(ReadOnlySpan<float> row, Span<double> sums)
    {
        int outputs = sums.Length;
        int tree = 0;
        int output = 0;
        for (; tree + 4 <= _roots.Length; tree += 4)
        {
            int a = _roots[tree];
            int b = _roots[tree + 1];
            int c = _roots[tree + 2];
            int d = _roots[tree + 3];
            WalkFour(row, ref a, ref b, ref c, ref d);
            sums[output] += _nodes[a].Threshold;
            output = output + 1 == outputs ? 0 : output + 1;
            sums[output] += _nodes[b].Threshold;
            output = output + 1 == outputs ? 0 : output + 1;
            sums[output] += _nodes[c].Threshold;
            output = output + 1 == outputs ? 0 : output + 1;
            sums[output] += _nodes[d].Threshold;
            output = output + 1 == outputs ? 0 : output + 1;
        }

        for (; tree < _roots.Length; tree++)
        {
            sums[output] += _nodes[Walk(row, _roots[tree])].Threshold;
            output = output + 1 == outputs ? 0 : output + 1;
        }
    }

    /// <summary>The leaf that a row falls into.</summary>
    /// <param name="row">The features.</param>
    /// <param name="node">The root.</param>
    public int Walk(ReadOnlySpan<float> row, int node)
    {
        int next = Next(row, node);
        while (next != node)
        {
            node = next;
            next = Next(row, node);
        }

        return node;
    }

    /// <summary>The child that a row goes to; for a leaf the leaf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ReadOnlySpan<float> row, int node)
    {
        ref readonly TreeNode at = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), node);
        int feature = at.Feature;
        float value = Unsafe.Add(ref MemoryMarshal.GetReference(row), feature & TreeNode.FeatureMask);
        if ((feature & TreeNode.CategoryFlag) != 0)
        {
            return InSet(value, BitConverter.SingleToInt32Bits(at.Threshold), at.MissingLeft) ? at.Left : at.Right;
        }

        // The child is picked by address, the right one beside the left: a branch would be foretold wrongly half the time.
        bool left = value <= at.Threshold | ((feature & TreeNode.MissingLeftFlag) != 0 & float.IsNaN(value));
        int right = 1 - Unsafe.BitCast<bool, byte>(left);
        return Unsafe.Add(ref Unsafe.AsRef(in at.Left), right);
    }

    /// <summary>Whether a code goes left by a set.</summary>
    /// <param name="value">The code.</param>
    /// <param name="set">Where the set starts.</param>
    /// <param name="missingLeft">Whether what is missing, or is not known to the set, goes left.</param>
    public bool InSet(float value, int set, bool missingLeft)
    {
        // Codes that the fit has not seen are as good as missing.
        if (!(value >= 0 && value < _sets[set]))
        {
            return missingLeft;
        }

        int code = (int)value;
        return ((_sets[set + 1 + (code >> 5)] >> (code & 31)) & 1) != 0;
    }

    /// <summary>Walks four trees at once, so that the waits for memory overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WalkFour(ReadOnlySpan<float> row, ref int first, ref int second, ref int third, ref int fourth)
    {
        int a = first;
        int b = second;
        int c = third;
        int d = fourth;
        while (true)
        {
            int nextA = Next(row, a);
            int nextB = Next(row, b);
            int nextC = Next(row, c);
            int nextD = Next(row, d);
            if (((nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d)) == 0)
            {
                break;
            }

            (a, b, c, d) = (nextA, nextB, nextC, nextD);
        }

        (first, second, third, fourth) = (a, b, c, d);
    }
}
