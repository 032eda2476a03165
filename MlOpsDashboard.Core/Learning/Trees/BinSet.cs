using System.Runtime.CompilerServices;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>A set of bins: those of a node's rows that go left, the bin for missing values among them or not.</summary>
[InlineArray(Words)]
internal struct BinSet
{
    private const int Words = 4;

    private ulong _word;

    public readonly bool Contains(int bin) => ((this[bin >> 6] >> (bin & 63)) & 1) != 0;

    public void Add(int bin) => this[bin >> 6] |= 1UL << (bin & 63);

    /// <summary>Writes 1 for each bin in the set and 0 for the others.</summary>
    /// <param name="table">256 bytes.</param>
    public readonly void Expand(Span<byte> table)
    {
        for (int bin = 0; bin < table.Length; bin++)
        {
            table[bin] = Contains(bin) ? (byte)1 : (byte)0;
        }
    }
}
