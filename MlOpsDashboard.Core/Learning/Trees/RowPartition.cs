using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// The rows of a tree, ordered so that each node's rows lie together, ascending. Splitting a node moves its rows within their range.
/// </summary>
internal sealed unsafe class RowPartition : IDisposable
{
    private const int ChunkRows = 16384;

    /// <summary>How many rows early their memory is asked for.</summary>
    private const int Ahead = 24;

    private readonly WorkerTeam _team;
    private readonly AlignedBuffer<int> _rows;
    private readonly AlignedBuffer<int> _lefts;
    private readonly AlignedBuffer<int> _rights;
    private readonly int[] _leftCounts;
    private readonly byte[] _goesLeft = new byte[HistogramKernel.Cells];
    private readonly Action<int> _splitChunk;
    private readonly Action<int> _placeChunk;
    private int _begin;
    private int _count;
    private int _left;
    private byte* _column;
    private int _stride;

    public RowPartition(int capacity, WorkerTeam team)
    {
        _team = team;
        _rows = new AlignedBuffer<int>(capacity);
        _lefts = new AlignedBuffer<int>(capacity);
        _rights = new AlignedBuffer<int>(capacity);
        _leftCounts = new int[(capacity / ChunkRows) + 2];
        _splitChunk = SplitChunk;
        _placeChunk = PlaceChunk;
    }

    public int* Rows => _rows.Pointer;

    /// <summary>Starts with all rows.</summary>
    public void Reset(int count)
    {
        int* rows = _rows.Pointer;
        for (int i = 0; i < count; i++)
        {
            rows[i] = i;
        }
    }

    /// <summary>Starts with the given rows.</summary>
    public void Reset(ReadOnlySpan<int> rows) => rows.CopyTo(_rows.Span);

    /// <summary>Moves the rows of a range that go left before the others; both keep their order.</summary>
    /// <param name="begin">The range's start.</param>
    /// <param name="count">Its length.</param>
    /// <param name="column">The first row's bin of the splitting feature.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="left">The bins that go left.</param>
    /// <returns>How many went left.</returns>
    public int Split(int begin, int count, byte* column, int stride, in BinSet left)
    {
        left.Expand(_goesLeft);
        _begin = begin;
        _count = count;
        _column = column;
        _stride = stride;
        int chunks = (count + ChunkRows - 1) / ChunkRows;
        if (chunks == 1)
        {
            int* rows = _rows.Pointer + begin;
            int lefts = Divide(rows, count, rows, _rights.Pointer);
            Unsafe.CopyBlock(rows + lefts, _rights.Pointer, (uint)(count - lefts) * sizeof(int));
            return lefts;
        }

        _team.Run(chunks, _splitChunk);
        _left = _leftCounts.AsSpan(0, chunks).ToArray().Sum();
        _team.Run(chunks, _placeChunk);
        return _left;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _lefts.Dispose();
        _rights.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Divide(int* rows, int count, int* lefts, int* rights)
    {
        int left = 0;
        byte* column = _column;
        long stride = _stride;
        fixed (byte* goesLeft = _goesLeft)
        {
            for (int i = 0; i < count; i++)
            {
                int row = rows[i];
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(column + (rows[Math.Min(i + Ahead, count - 1)] * stride));
                }

                int goes = goesLeft[column[row * stride]];

                // Both are written and one counter moves on: there is no branch to mispredict. The left may be the source
                // itself, since it never overtakes what is read.
                rights[i - left] = row;
                lefts[left] = row;
                left += goes;
            }
        }

        return left;
    }

    private void SplitChunk(int chunk)
    {
        int offset = chunk * ChunkRows;
        int count = Math.Min(ChunkRows, _count - offset);
        _leftCounts[chunk] = Divide(_rows.Pointer + _begin + offset, count, _lefts.Pointer + offset, _rights.Pointer + offset);
    }

    private void PlaceChunk(int chunk)
    {
        int offset = chunk * ChunkRows;
        int count = Math.Min(ChunkRows, _count - offset);
        int leftsBefore = 0;
        for (int i = 0; i < chunk; i++)
        {
            leftsBefore += _leftCounts[i];
        }

        int lefts = _leftCounts[chunk];
        int* target = _rows.Pointer + _begin;
        Unsafe.CopyBlock(target + leftsBefore, _lefts.Pointer + offset, (uint)lefts * sizeof(int));
        Unsafe.CopyBlock(target + _left + offset - leftsBefore, _rights.Pointer + offset, (uint)(count - lefts) * sizeof(int));
    }
}
