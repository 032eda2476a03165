using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>A matrix row by row, its columns padded with zeros to whole panels.</summary>
internal sealed unsafe class Tensor : IDisposable
{
    private readonly AlignedBuffer<float> _values;

    public Tensor(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Pitch = Padded(columns);
        _values = new AlignedBuffer<float>((long)rows * Pitch, clear: true);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Elements from a row to the next.</summary>
    public int Pitch { get; }

    public float* Pointer => _values.Pointer;

    public static int Padded(int columns) => (columns + GemmKernel.Panel - 1) / GemmKernel.Panel * GemmKernel.Panel;

    public float* Row(int row) => _values.Pointer + ((long)row * Pitch);

    public Span<float> RowSpan(int row) => new(Row(row), Columns);

    public void Dispose() => _values.Dispose();
}
