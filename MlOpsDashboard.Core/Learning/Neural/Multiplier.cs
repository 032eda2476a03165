using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>Products of matrices, shared by blocks of rows of the result.</summary>
internal sealed unsafe class Multiplier
{
    private const int BlockRows = 32;

    private readonly WorkerTeam _team;
    private readonly Action<int> _block;
    private float* _left;
    private long _leftRow;
    private long _leftColumn;
    private float* _right;
    private float* _result;
    private int _rows;
    private int _columns;
    private int _inner;

    public Multiplier(WorkerTeam team)
    {
        _team = team;
        _block = Block;
    }

    /// <summary>Writes left·right, or leftᵀ·right.</summary>
    /// <param name="left">The left matrix.</param>
    /// <param name="transposed">Whether it is transposed.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="result">The product; its rows are as far apart as those of <paramref name="right"/>.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">The inner dimension.</param>
    public void Multiply(Tensor left, bool transposed, Tensor right, Tensor result, int rows, int inner)
    {
        _left = left.Pointer;
        _leftRow = transposed ? 1 : left.Pitch;
        _leftColumn = transposed ? left.Pitch : 1;
        _right = right.Pointer;
        _result = result.Pointer;
        _rows = rows;
        _columns = right.Pitch;
        _inner = inner;
        _team.Run((rows + BlockRows - 1) / BlockRows, _block);
    }

    private void Block(int block)
    {
        int begin = block * BlockRows;
        GemmKernel.Multiply(
            _left + (begin * _leftRow),
            _leftRow,
            _leftColumn,
            _right,
            _result + ((long)begin * _columns),
            Math.Min(BlockRows, _rows - begin),
            _columns,
            _inner);
    }
}
