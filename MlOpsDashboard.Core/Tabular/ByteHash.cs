using System.Buffers.Binary;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>A fast 64-bit hash that is the same on every machine and in every run: words are folded in by 64 × 64 → 128 bit products, as in wyhash.</summary>
internal static class ByteHash
{
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    /// <summary>The hash of bytes.</summary>
    /// <param name="bytes">Any number of bytes.</param>
    internal static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Second ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), First);
            bytes = bytes[8..];
        }

        ulong tail = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            tail |= (ulong)bytes[i] << (8 * i);
        }

        return Fold(Fold(hash ^ tail, First), Second);
    }

    /// <summary>The hash of a number's bits.</summary>
    /// <param name="number">Zero and minus zero are the same.</param>
    internal static ulong Of(double number) => Fold(Fold(BitConverter.DoubleToUInt64Bits(number + 0.0) ^ Second, First), Second);

    /// <summary>The hash of a sequence of which one hash is the beginning and another the next part.</summary>
    /// <param name="sequence">The beginning; 0 for none.</param>
    /// <param name="next">The next part.</param>
    internal static ulong Append(ulong sequence, ulong next) => Fold(sequence + First, next ^ Second);

    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
