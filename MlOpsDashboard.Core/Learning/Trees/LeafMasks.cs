using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// Trees of up to 32 leaves as masks, feature by feature (QuickScorer, Lucchese et al. 2015): a node that sends the row right takes
/// the leaves of its left branch out of its tree's word, and the first bit that is left is the row's leaf. The nodes of a feature
/// lie by rising threshold, so that those which send right are the first ones; what whole blocks of them leave is known beforehand,
/// and only the block in which the value lies is gone through. There are no branches to foretell. Immutable.
/// </summary>
internal sealed class LeafMasks
{
    /// <summary>Leaves of a tree at most: the bits of a word.</summary>
    public const int Leaves = 32;

    private const int Lanes = 16;
    private const int NodeBytes = 8;
    private const int Gathered = 512;

    // Rows of a batch that are taken together: their words fit into a core's second-level cache with those of the blocks.
    private const int Group = 4 * LeafTable.RowsAtOnce;

    private readonly int _words;
    private readonly int _block;
    private readonly MaskedFeature[] _features;
    private readonly float[] _heads;
    private readonly float[] _thresholds;
    private readonly MaskedNode[] _nodes;
    private readonly uint[] _masks;
    private readonly LeafTable _table;

    /// <summary>Takes what <see cref="LeafMasksBuilder"/> has laid out.</summary>
    /// <param name="trees">How many trees.</param>
    /// <param name="words">Words of a row: the trees, padded to whole vectors.</param>
    /// <param name="block">Nodes of a block.</param>
    /// <param name="features">The features that are asked for.</param>
    /// <param name="heads">The last threshold of each block.</param>
    /// <param name="thresholds">The thresholds.</param>
    /// <param name="nodes">The nodes of the thresholds.</param>
    /// <param name="masks">The words of whole blocks, categories and missing values.</param>
    /// <param name="values">For each tree 32 answers, from the left.</param>
    public LeafMasks(
        int trees, int words, int block, MaskedFeature[] features, float[] heads, float[] thresholds, MaskedNode[] nodes, uint[] masks, float[] values)
    {
        (_words, _block, _features, _heads) = (words, block, features, heads);
        (_thresholds, _nodes, _masks) = (thresholds, nodes, masks);
        _table = new LeafTable(trees, words, values);
    }

    /// <summary>Adds each tree's answer to the sum of its output, in the order of the trees, and so the same to the bit as a walk.</summary>
    /// <param name="row">The features.</param>
    /// <param name="sums">The sums.</param>
    [SkipLocalsInit]
    public void AddTo(ReadOnlySpan<float> row, Span<double> sums)
    {
        Span<uint> words = stackalloc uint[_words];
        Reach(row, words);
        _table.AddTo(words, sums);
    }

    /// <summary>As <see cref="AddTo(ReadOnlySpan{float}, Span{double})"/> for each of many rows, and the same to the bit.</summary>
    /// <param name="features">The rows.</param>
    /// <param name="begin">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="sums">Row after row a sum an output.</param>
    /// <param name="outputs">How many outputs.</param>
    public void AddTo(FeatureMatrix features, int begin, int count, Span<double> sums, int outputs)
    {
        int many = LeafTable.AnswersMany ? count / LeafTable.RowsAtOnce * LeafTable.RowsAtOnce : 0;
        if (many > 0)
        {
            AddMany(features, begin, many, sums, outputs);
        }

        var row = new float[features.Width];
        for (int done = many; done < count; done++)
        {
            features.CopyRow(begin + done, row);
            AddTo(row, sums.Slice(done * outputs, outputs));
        }
    }

    // Feature by feature: what a feature's values are compared with stays near for all rows of a group.
    private void AddMany(FeatureMatrix features, int begin, int count, Span<double> sums, int outputs)
    {
        int group = Math.Min(count, Group);
        var words = new uint[group * _words];
        var starts = new int[group * _features.Length];
        var beyond = new NodeSpan[starts.Length];
        for (int done = 0; done < count; done += group)
        {
            int rows = Math.Min(group, count - done);
            for (int i = 0; i < _features.Length; i++)
            {
                PlaceMany(i, features.Column(_features[i].Feature).Slice(begin + done, rows), starts, beyond);
            }

            for (int row = 0; row < rows; row++)
            {
                Span<uint> own = words.AsSpan(row * _words, _words);
                JoinWholeBlocks(starts.AsSpan(row * _features.Length, _features.Length), own);
                JoinLastBlocks(beyond.AsSpan(row * _features.Length, _features.Length), own);
            }

            _table.AddToMany(words.AsSpan(0, rows * _words), sums.Slice(done * outputs, rows * outputs), outputs);
        }
    }

    private void PlaceMany(int place, ReadOnlySpan<float> values, Span<int> starts, Span<NodeSpan> beyond)
    {
        MaskedFeature feature = _features[place];
        for (int row = 0; row < values.Length; row++)
        {
            int at = (row * _features.Length) + place;
            starts[at] = Place(feature, values[row], out beyond[at]);
        }
    }

    [SkipLocalsInit]
    private void Reach(ReadOnlySpan<float> row, Span<uint> words)
    {
        Span<int> starts = stackalloc int[_features.Length];
        Span<NodeSpan> beyond = stackalloc NodeSpan[_features.Length];
        for (int i = 0; i < _features.Length; i++)
        {
            starts[i] = Place(_features[i], row[_features[i].Feature], out beyond[i]);
        }

        JoinWholeBlocks(starts, words);
        JoinLastBlocks(beyond, words);
    }

    /// <summary>Finds the words that hold for a value, and the nodes beyond them that send it right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Place(in MaskedFeature feature, float value, out NodeSpan beyond)
    {
        beyond = default;
        if (feature.Categories > 0)
        {
            return value >= 0 && value < feature.Categories ? feature.Words + ((int)value * _words) : feature.Missing;
        }

        if (float.IsNaN(value))
        {
            return feature.Missing;
        }

        int passed = CountBelow(_heads, feature.Heads, feature.HeadVectors, value);
        if (passed < feature.Blocks)
        {
            int start = feature.Nodes + (passed * _block);
            beyond = new NodeSpan(start, start + CountBelow(_thresholds, start, _block / Lanes, value));
        }

        return feature.Words + (passed * _words);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountBelow(float[] sorted, int start, int vectors, float value)
    {
        ref float first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(sorted), start);
        Vector512<float> wanted = Vector512.Create(value);
        int below = 0;
        for (int i = 0; i < vectors; i++)
        {
            Vector512<float> some = Vector512.LoadUnsafe(ref first, (nuint)(i * Lanes));
            below += BitOperations.PopCount(Vector512.LessThan(some, wanted).ExtractMostSignificantBits());
        }

        return below;
    }

    private void JoinWholeBlocks(ReadOnlySpan<int> starts, Span<uint> words)
    {
        ref uint masks = ref MemoryMarshal.GetArrayDataReference(_masks);
        ref uint to = ref MemoryMarshal.GetReference(words);
        int at = 0;
        for (; at + (4 * Lanes) <= words.Length; at += 4 * Lanes)
        {
            Vector512<uint> a = Vector512<uint>.AllBitsSet;
            (Vector512<uint> b, Vector512<uint> c, Vector512<uint> d) = (a, a, a);
            foreach (int start in starts)
            {
                ref uint from = ref Unsafe.Add(ref masks, start + at);
                a &= Vector512.LoadUnsafe(ref from);
                b &= Vector512.LoadUnsafe(ref from, Lanes);
                c &= Vector512.LoadUnsafe(ref from, 2 * Lanes);
                d &= Vector512.LoadUnsafe(ref from, 3 * Lanes);
            }

            a.StoreUnsafe(ref to, (nuint)at);
            b.StoreUnsafe(ref to, (nuint)(at + Lanes));
            c.StoreUnsafe(ref to, (nuint)(at + (2 * Lanes)));
            d.StoreUnsafe(ref to, (nuint)(at + (3 * Lanes)));
        }

        for (; at < words.Length; at += Lanes)
        {
            Vector512<uint> a = Vector512<uint>.AllBitsSet;
            foreach (int start in starts)
            {
                a &= Vector512.LoadUnsafe(ref masks, (nuint)(start + at));
            }

            a.StoreUnsafe(ref to, (nuint)at);
        }
    }

    // The nodes are gathered first, a whole block at once: a loop of a few turns for each feature would end where nobody foretells.
    [SkipLocalsInit]
    private void JoinLastBlocks(ReadOnlySpan<NodeSpan> spans, Span<uint> words)
    {
        Span<MaskedNode> gathered = stackalloc MaskedNode[Gathered + _block];
        ref byte from = ref Unsafe.As<MaskedNode, byte>(ref MemoryMarshal.GetArrayDataReference(_nodes));
        ref byte to = ref Unsafe.As<MaskedNode, byte>(ref MemoryMarshal.GetReference(gathered));
        int count = 0;
        foreach (NodeSpan span in spans)
        {
            if (span.End == span.Start)
            {
                continue;
            }

            for (int node = 0; node < _block; node += Lanes / 2)
            {
                Vector512.LoadUnsafe(ref from, (nuint)(span.Start + node) * NodeBytes).StoreUnsafe(ref to, (nuint)(count + node) * NodeBytes);
            }

            count += span.End - span.Start;
            if (count > Gathered)
            {
                Join(gathered[..count], words);
                count = 0;
            }
        }

        Join(gathered[..count], words);
    }

    private static void Join(ReadOnlySpan<MaskedNode> nodes, Span<uint> words)
    {
        ref uint to = ref MemoryMarshal.GetReference(words);
        foreach (MaskedNode node in nodes)
        {
            Unsafe.Add(ref to, node.Tree) &= node.Keep;
        }
    }

    private readonly record struct NodeSpan(int Start, int End);
}
