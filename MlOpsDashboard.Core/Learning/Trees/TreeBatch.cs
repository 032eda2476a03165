using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Adds up the answers of an ensemble for many rows; each sum in the same order as for one row, and so the same to the bit.</summary>
internal static class TreeBatch
{
    private const int Lanes = 16;

    /// <summary>Adds the trees' answers.</summary>
    /// <param name="trees">The ensemble.</param>
    /// <param name="features">The rows.</param>
    /// <param name="begin">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="sums">Row after row a sum an output.</param>
    /// <param name="outputs">How many outputs.</param>
    public static void AddTo(TreeEnsemble trees, FeatureMatrix features, int begin, int count, Span<double> sums, int outputs)
    {
        int whole = trees.Masks is null ? 0 : count / Lanes * Lanes;
        if (trees.Masks is { } masks && whole > 0)
        {
            AddByMasks(masks, features, begin, whole, sums, outputs);
        }

        var row = new float[features.Width];
        for (int i = whole; i < count; i++)
        {
            features.CopyRow(begin + i, row);
            trees.AddTo(row, sums.Slice(i * outputs, outputs));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void AddByMasks(LeafMasks masks, FeatureMatrix features, int begin, int count, Span<double> sums, int outputs)
    {
        uint* words = stackalloc uint[Lanes];
        for (int tree = 0; tree + 1 < masks.Starts.Length; tree++)
        {
            ReadOnlySpan<LeafMasks.MaskNode> nodes = masks.Nodes.AsSpan(masks.Starts[tree]..masks.Starts[tree + 1]);
            ReadOnlySpan<float> values = masks.Values.AsSpan(tree * LeafMasks.Leaves, LeafMasks.Leaves);
            int output = tree % outputs;
            for (int row = 0; row < count; row += Lanes)
            {
                Reach(nodes, masks.Sets, features, begin + row, words);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    sums[((row + lane) * outputs) + output] += values[BitOperations.TrailingZeroCount(words[lane])];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Reach(ReadOnlySpan<LeafMasks.MaskNode> nodes, uint[] sets, FeatureMatrix features, int row, uint* words)
    {
        Vector512<uint> reached = Vector512<uint>.AllBitsSet;
        foreach (ref readonly LeafMasks.MaskNode node in nodes)
        {
            Vector512<float> value = Vector512.Create(features.Column(node.Feature).Slice(row, Lanes));
            Vector512<uint> right = node.Set < 0 ? RightOfThreshold(node, value) : RightOfSet(node, value, sets.AsSpan(node.Set, LeafMasks.SetWords));
            reached &= Vector512.Create(node.Keep) | ~right;
        }

        reached.Store(words);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> RightOfThreshold(in LeafMasks.MaskNode node, Vector512<float> value)
    {
        // No comparison holds for NaN: which one is asked decides where missing values go.
        Vector512<float> threshold = Vector512.Create(node.Threshold);
        return (node.MissingLeft ? Vector512.GreaterThan(value, threshold) : ~Vector512.LessThanOrEqual(value, threshold)).AsUInt32();
    }

    /// <summary>Looks up the codes' bits; codes that the fit has not seen are as good as missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> RightOfSet(in LeafMasks.MaskNode node, Vector512<float> value, ReadOnlySpan<uint> set)
    {
        Vector512<uint> known = (Vector512.GreaterThanOrEqual(value, Vector512<float>.Zero) & Vector512.LessThan(value, Vector512.Create(node.Threshold))).AsUInt32();
        Vector512<uint> code = Vector512.ConvertToInt32(value).AsUInt32() & known;
        Vector512<uint> word = Avx512F.PermuteVar16x32(Vector512.Create(set), code >> 5);
        Vector512<uint> bit = Avx512F.ShiftRightLogicalVariable(word, code & Vector512.Create(31u)) & Vector512<uint>.One;
        Vector512<uint> right = Vector512.Equals(bit, Vector512<uint>.Zero);
        return node.MissingLeft ? right & known : right | ~known;
    }
}
