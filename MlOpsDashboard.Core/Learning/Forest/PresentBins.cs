using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>The bins that occur among the rows of a node: a bit a bin, and a bit for each word of these. At most 4,096.</summary>
internal sealed class PresentBins
{
    private readonly ulong[] _words = new ulong[64];
    private ulong _summary;
    private ulong _rest;
    private int _word;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int bin)
    {
        _words[bin >> 6] |= 1UL << (bin & 63);
        _summary |= 1UL << (bin >> 6);
    }

    /// <summary>Goes to the first.</summary>
    public void Start()
    {
        _rest = 0;
        _word = -1;
    }

    /// <summary>Takes out the next in ascending order, or −1 when none is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
        while (_rest == 0)
        {
            if (_summary == 0)
            {
                return -1;
            }

            _word = BitOperations.TrailingZeroCount(_summary);
            _summary &= _summary - 1;
            _rest = _words[_word];
            _words[_word] = 0;
        }

        int bin = (_word << 6) + BitOperations.TrailingZeroCount(_rest);
        _rest &= _rest - 1;
        return bin;
    }
}
