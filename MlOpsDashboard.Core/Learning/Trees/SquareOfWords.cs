using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Sixteen vectors of sixteen words.</summary>
internal static class SquareOfWords
{
    private const int Side = 16;

    /// <summary>Makes columns of rows, in place. Needs AVX-512.</summary>
    /// <param name="square">Sixteen vectors.</param>
    public static void Transpose(Span<Vector512<uint>> square)
    {
        ref Vector512<uint> at = ref MemoryMarshal.GetReference(square);
        for (int row = 0; row < Side; row += 4)
        {
            TransposeQuarters(ref Unsafe.Add(ref at, row));
        }

        for (int column = 0; column < 4; column++)
        {
            ExchangeQuarters(ref Unsafe.Add(ref at, column));
        }
    }

    // Of four rows: each quarter of a vector, a square of four by four words, is transposed for itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarters(ref Vector512<uint> rows)
    {
        ref Vector512<uint> second = ref Unsafe.Add(ref rows, 1);
        ref Vector512<uint> third = ref Unsafe.Add(ref rows, 2);
        ref Vector512<uint> fourth = ref Unsafe.Add(ref rows, 3);
        Vector512<ulong> lowOfTwo = Avx512F.UnpackLow(rows, second).AsUInt64();
        Vector512<ulong> highOfTwo = Avx512F.UnpackHigh(rows, second).AsUInt64();
        Vector512<ulong> lowOfNext = Avx512F.UnpackLow(third, fourth).AsUInt64();
        Vector512<ulong> highOfNext = Avx512F.UnpackHigh(third, fourth).AsUInt64();
        rows = Avx512F.UnpackLow(lowOfTwo, lowOfNext).AsUInt32();
        second = Avx512F.UnpackHigh(lowOfTwo, lowOfNext).AsUInt32();
        third = Avx512F.UnpackLow(highOfTwo, highOfNext).AsUInt32();
        fourth = Avx512F.UnpackHigh(highOfTwo, highOfNext).AsUInt32();
    }

    // Of the vectors at distance four: their quarters are the words of a square of four by four, which is transposed in turn.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExchangeQuarters(ref Vector512<uint> rows)
    {
        const byte Evens = 0b10_00_10_00;
        const byte Odds = 0b11_01_11_01;
        ref Vector512<uint> second = ref Unsafe.Add(ref rows, 4);
        ref Vector512<uint> third = ref Unsafe.Add(ref rows, 8);
        ref Vector512<uint> fourth = ref Unsafe.Add(ref rows, 12);
        Vector512<uint> evensOfTwo = Avx512F.Shuffle4x128(rows, second, Evens);
        Vector512<uint> oddsOfTwo = Avx512F.Shuffle4x128(rows, second, Odds);
        Vector512<uint> evensOfNext = Avx512F.Shuffle4x128(third, fourth, Evens);
        Vector512<uint> oddsOfNext = Avx512F.Shuffle4x128(third, fourth, Odds);
        rows = Avx512F.Shuffle4x128(evensOfTwo, evensOfNext, Evens);
        second = Avx512F.Shuffle4x128(oddsOfTwo, oddsOfNext, Evens);
        third = Avx512F.Shuffle4x128(evensOfTwo, evensOfNext, Odds);
        fourth = Avx512F.Shuffle4x128(oddsOfTwo, oddsOfNext, Odds);
    }
}
