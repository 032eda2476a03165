using System.Runtime.InteropServices;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Sorts numbers in four passes over their bytes, several times faster than by comparisons.</summary>
internal static class RadixSort
{
    /// <summary>Below this comparisons win.</summary>
    private const int Few = 512;

    /// <summary>Sorts ascending.</summary>
    /// <param name="values">Values without NaN.</param>
    public static void Sort(Span<float> values)
    {
        if (values.Length < Few)
        {
            SortScalar(values);
            return;
        }

        Span<uint> keys = MemoryMarshal.Cast<float, uint>(values);
        Span<uint> other = new uint[keys.Length];
        Span<int> counts = stackalloc int[4 * 256];
        counts.Clear();
        for (int i = 0; i < keys.Length; i++)
        {
            // As unsigned numbers, floats order right once the sign bit is turned, and all the bits of negative ones. −0 counts as 0.
            uint bits = keys[i] == 0x8000_0000 ? 0 : keys[i];
            uint key = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
            keys[i] = key;
            counts[(int)(key & 255)]++;
            counts[256 + (int)((key >> 8) & 255)]++;
            counts[512 + (int)((key >> 16) & 255)]++;
            counts[768 + (int)(key >> 24)]++;
        }

        for (int pass = 0; pass < 4; pass++)
        {
            Scatter(keys, other, counts.Slice(pass * 256, 256), 8 * pass);
            Span<uint> swap = keys;
            keys = other;
            other = swap;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            uint key = keys[i];
            keys[i] = (key & 0x8000_0000) != 0 ? key & 0x7FFF_FFFF : ~key;
        }
    }

    /// <summary>The plain form of <see cref="Sort"/>.</summary>
    public static void SortScalar(Span<float> values) => values.Sort();

    private static void Scatter(Span<uint> from, Span<uint> to, Span<int> counts, int shift)
    {
        int start = 0;
        for (int digit = 0; digit < counts.Length; digit++)
        {
            int count = counts[digit];
            counts[digit] = start;
            start += count;
        }

        foreach (uint key in from)
        {
            to[counts[(int)((key >> shift) & 255)]++] = key;
        }
    }
}
