using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>The answers of trees of up to 32 leaves, found by the words that <see cref="LeafMasks"/> leave. Immutable.</summary>
/// <param name="trees">How many trees.</param>
/// <param name="words">Words of a row: the trees, padded to whole vectors.</param>
/// <param name="values">For each tree 32 answers, from the left.</param>
internal sealed class LeafTable(int trees, int words, float[] values)
{
    /// <summary>Rows that are answered at once.</summary>
    public const int RowsAtOnce = 16;

    /// <summary>Whether the processor can answer many rows at once.</summary>
    public static bool AnswersMany => Avx512F.IsSupported && Avx512CD.IsSupported;

    /// <summary>Adds each tree's answer to the sum of its output, in the order of the trees.</summary>
    /// <param name="reached">A word a tree, whose first bit is the leaf.</param>
    /// <param name="sums">The sums.</param>
    public void AddTo(ReadOnlySpan<uint> reached, Span<double> sums)
    {
        if (sums.Length == 1)
        {
            double sum = sums[0];
            for (int tree = 0; tree < trees; tree++)
            {
                sum += Answer(reached, tree);
            }

            sums[0] = sum;
            return;
        }

        int output = 0;
        for (int tree = 0; tree < trees; tree++)
        {
            sums[output] += Answer(reached, tree);
            output = output + 1 == sums.Length ? 0 : output + 1;
        }
    }

    /// <summary>As <see cref="AddTo"/> for many rows, and the same to the bit: of sixteen at once each has a lane of its own.</summary>
    /// <param name="reached">The rows' words, row after row; <see cref="RowsAtOnce"/> rows or a multiple.</param>
    /// <param name="sums">Row after row a sum an output.</param>
    /// <param name="outputs">How many outputs.</param>
    public void AddToMany(ReadOnlySpan<uint> reached, Span<double> sums, int outputs)
    {
        Span<double> lanes = new double[RowsAtOnce * outputs];
        for (int row = 0; row < reached.Length / words; row += RowsAtOnce)
        {
            Span<double> own = sums.Slice(row * outputs, lanes.Length);
            for (int i = 0; i < own.Length; i++)
            {
                lanes[(i % outputs * RowsAtOnce) + (i / outputs)] = own[i];
            }

            AddToSixteen(reached.Slice(row * words, RowsAtOnce * words), lanes);
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = lanes[(i % outputs * RowsAtOnce) + (i / outputs)];
            }
        }
    }

    private void AddToSixteen(ReadOnlySpan<uint> reached, Span<double> lanes)
    {
        ref uint from = ref MemoryMarshal.GetReference(reached);
        ref double to = ref MemoryMarshal.GetReference(lanes);
        Span<Vector512<uint>> square = stackalloc Vector512<uint>[RowsAtOnce];
        int output = 0;
        for (int first = 0; first < trees; first += RowsAtOnce)
        {
            for (int row = 0; row < RowsAtOnce; row++)
            {
                square[row] = Vector512.LoadUnsafe(ref from, (nuint)((row * words) + first));
            }

            SquareOfWords.Transpose(square);
            int last = Math.Min(RowsAtOnce, trees - first);
            for (int tree = 0; tree < last; tree++)
            {
                Add(square[tree], first + tree, ref Unsafe.Add(ref to, output));
                output = output + RowsAtOnce == lanes.Length ? 0 : output + RowsAtOnce;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Answer(ReadOnlySpan<uint> reached, int tree)
    {
        uint word = Unsafe.Add(ref MemoryMarshal.GetReference(reached), tree);
        return Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), (tree * LeafMasks.Leaves) + BitOperations.TrailingZeroCount(word));
    }

    // A tree's 32 answers fill two vectors, from which one instruction picks for all rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Vector512<uint> reached, int tree, ref double sums)
    {
        ref float answers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), tree * LeafMasks.Leaves);
        Vector512<uint> first = reached & (Vector512<uint>.Zero - reached);
        Vector512<int> leaf = (~Avx512CD.LeadingZeroCount(first)).AsInt32();
        Vector512<float> picked = Avx512F.PermuteVar16x32x2(
            Vector512.LoadUnsafe(ref answers), leaf, Vector512.LoadUnsafe(ref answers, RowsAtOnce));
        (Vector512.LoadUnsafe(ref sums) + Vector512.WidenLower(picked)).StoreUnsafe(ref sums);
        (Vector512.LoadUnsafe(ref sums, 8) + Vector512.WidenUpper(picked)).StoreUnsafe(ref sums, 8);
    }
}
