using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>
/// The features of a fit, cut into blocks of rows that fit the cache. Columns that are mostly zero (one-hot ones) are kept as
/// the places of their other values, so that the work grows with those.
/// </summary>
internal sealed class DesignMatrix
{
    /// <summary>Rows of a block. Fixed, so that sums do not depend on the number of threads.</summary>
    public const int BlockRows = 4096;

    private const double SparseShare = 0.25;

    private readonly FeatureMatrix _features;
    private readonly SparseColumn?[] _sparse;

    public DesignMatrix(FeatureMatrix features)
    {
        _features = features;
        _sparse = new SparseColumn?[features.Width];
        for (int feature = 0; feature < features.Width; feature++)
        {
            ReadOnlySpan<float> column = features.Column(feature);
            int others = column.Length - column.Count(0f);
            _sparse[feature] = others <= SparseShare * column.Length ? SparseColumn.From(column, others) : null;
        }
    }

    public int Rows => _features.Rows;

    public int Width => _features.Width;

    public int Blocks => (Rows + BlockRows - 1) / BlockRows;

    /// <summary>The first row of a block and the number of its rows.</summary>
    public (int Start, int Length) RowsOf(int block) =>
        (block * BlockRows, Math.Min(BlockRows, Rows - (block * BlockRows)));

    /// <summary>Whether a column is kept as the places of its values.</summary>
    public bool IsSparse(int feature) => _sparse[feature] is not null;

    /// <summary>Writes the products of a column's block with a value a row.</summary>
    /// <param name="feature">The column.</param>
    /// <param name="block">The block.</param>
    /// <param name="factors">A value a row of the block.</param>
    /// <param name="products">As many products.</param>
    /// <returns>False when all are zero; then nothing is written.</returns>
    public bool Multiply(int feature, int block, ReadOnlySpan<double> factors, Span<double> products)
    {
        (int start, int length) = RowsOf(block);
        if (_sparse[feature] is not SparseColumn sparse)
        {
            ReadOnlySpan<float> column = _features.Column(feature).Slice(start, length);
            for (int i = 0; i < length; i++)
            {
                products[i] = column[i] * factors[i];
            }

            return true;
        }

        ReadOnlySpan<int> rows = sparse.RowsOf(block);
        ReadOnlySpan<float> values = sparse.ValuesOf(block);
        products.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            products[rows[i] - start] = values[i] * factors[rows[i] - start];
        }

        return rows.Length > 0;
    }

    /// <summary>Adds a multiple of a column's block to sums.</summary>
    public void AddScaled(int feature, int block, double factor, Span<double> sums)
    {
        (int start, int length) = RowsOf(block);
        if (_sparse[feature] is not SparseColumn sparse)
        {
            LinearKernels.AddScaled(_features.Column(feature).Slice(start, length), factor, sums);
            return;
        }

        ReadOnlySpan<int> rows = sparse.RowsOf(block);
        ReadOnlySpan<float> values = sparse.ValuesOf(block);
        for (int i = 0; i < rows.Length; i++)
        {
            sums[rows[i] - start] += values[i] * factor;
        }
    }

    /// <summary>The sum of products of a column's block with a value a row of the block.</summary>
    public double Dot(int feature, int block, ReadOnlySpan<double> blockValues)
    {
        (int start, int length) = RowsOf(block);
        if (_sparse[feature] is not SparseColumn sparse)
        {
            return LinearKernels.Dot(_features.Column(feature).Slice(start, length), blockValues);
        }

        ReadOnlySpan<int> rows = sparse.RowsOf(block);
        ReadOnlySpan<float> values = sparse.ValuesOf(block);
        double sum = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            sum += values[i] * blockValues[rows[i] - start];
        }

        return sum;
    }

    private sealed record SparseColumn(int[] Rows, float[] Values, int[] Starts)
    {
        public static SparseColumn From(ReadOnlySpan<float> column, int count)
        {
            int blocks = (column.Length + BlockRows - 1) / BlockRows;
            var sparse = new SparseColumn(new int[count], new float[count], new int[blocks + 1]);
            int next = 0;
            for (int row = 0; row < column.Length; row++)
            {
                if (row % BlockRows == 0)
                {
                    sparse.Starts[row / BlockRows] = next;
                }

                if (column[row] != 0)
                {
                    (sparse.Rows[next], sparse.Values[next]) = (row, column[row]);
                    next++;
                }
            }

            sparse.Starts[blocks] = next;
            return sparse;
        }

        public ReadOnlySpan<int> RowsOf(int block) => Rows.AsSpan(Starts[block]..Starts[block + 1]);

        public ReadOnlySpan<float> ValuesOf(int block) => Values.AsSpan(Starts[block]..Starts[block + 1]);
    }
}
