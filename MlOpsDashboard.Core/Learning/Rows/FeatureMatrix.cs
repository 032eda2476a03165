namespace MlOpsDashboard.Core.Learning.Rows;

/// <summary>Encoded features, stored column by column.</summary>
public sealed class FeatureMatrix
{
    private readonly float[][] _columns;

    /// <summary>Makes a matrix; the arrays are kept, not copied, and must not be changed afterwards.</summary>
    /// <param name="features">What each column is.</param>
    /// <param name="columns">One array a feature, each of <paramref name="rows"/> values.</param>
    /// <param name="rows">The number of rows.</param>
    /// <exception cref="ArgumentException">Counts or lengths disagree.</exception>
    public FeatureMatrix(IReadOnlyList<FeatureInfo> features, float[][] columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(columns);
        if (features.Count != columns.Length || columns.Any(column => column.Length != rows))
        {
            throw new ArgumentException("Every feature needs one column, and every column one value a row.", nameof(columns));
        }

        Features = features;
        _columns = columns;
        Rows = rows;
    }

    /// <summary>What each column is.</summary>
    public IReadOnlyList<FeatureInfo> Features { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of features.</summary>
    public int Width => _columns.Length;

    /// <summary>The values of one feature, a value a row.</summary>
    /// <param name="feature">From 0 to <see cref="Width"/> − 1.</param>
    public ReadOnlySpan<float> Column(int feature) => _columns[feature];

    /// <summary>Copies one row.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> − 1.</param>
    /// <param name="destination">At least <see cref="Width"/> values.</param>
    public void CopyRow(int row, Span<float> destination)
    {
        for (int feature = 0; feature < _columns.Length; feature++)
        {
            destination[feature] = _columns[feature][row];
        }
    }

    /// <summary>A matrix with the given rows, in the given order; a row may come more than once.</summary>
    /// <param name="rows">Row numbers of this matrix.</param>
    public FeatureMatrix Take(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var taken = new float[_columns.Length][];
        for (int feature = 0; feature < taken.Length; feature++)
        {
            float[] from = _columns[feature];
            var to = new float[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                to[i] = from[rows[i]];
            }

            taken[feature] = to;
        }

        return new FeatureMatrix(Features, taken, rows.Length);
    }

    /// <summary>A matrix in which one feature has other values; the rest is shared.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="values">A value a row; kept, not copied.</param>
    internal FeatureMatrix With(int feature, float[] values)
    {
        float[][] columns = (float[][])_columns.Clone();
        columns[feature] = values;
        return new FeatureMatrix(Features, columns, Rows);
    }

    /// <summary>Some of the features; the values are shared.</summary>
    /// <param name="features">Which, in the wanted order.</param>
    internal FeatureMatrix Of(IReadOnlyList<int> features) => new([.. features.Select(i => Features[i])], [.. features.Select(i => _columns[i])], Rows);

    /// <summary>A matrix in which the features of one source column take their values from other rows; the rest is shared.</summary>
    /// <param name="source">The source column.</param>
    /// <param name="order">For each row the row that its values come from.</param>
    internal FeatureMatrix Shuffle(string source, int[] order)
    {
        float[][] columns = (float[][])_columns.Clone();
        for (int feature = 0; feature < columns.Length; feature++)
        {
            if (Features[feature].Source == source)
            {
                float[] from = columns[feature];
                columns[feature] = Array.ConvertAll(order, row => from[row]);
            }
        }

        return new FeatureMatrix(Features, columns, Rows);
    }
}
