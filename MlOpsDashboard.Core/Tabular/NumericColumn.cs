namespace MlOpsDashboard.Core.Tabular;

/// <summary>A column of numbers; NaN is missing. Kept as floats where that loses nothing, else as doubles.</summary>
public sealed class NumericColumn : Column
{
    private readonly double[]? _doubles;
    private float[]? _floats;

    /// <summary>Makes a column of floats.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The values; the array is kept, not copied, and must not be changed afterwards.</param>
    public NumericColumn(string name, float[] values)
        : base(name, ColumnType.Numeric)
    {
        ArgumentNullException.ThrowIfNull(values);
        _floats = values;
    }

    private NumericColumn(string name, double[] values)
        : base(name, ColumnType.Numeric) => _doubles = values;

    /// <summary>The values as floats, as models read them: two that are different may be one here. NaN is missing.</summary>
    public ReadOnlySpan<float> Values => _floats ??= Array.ConvertAll(_doubles!, value => (float)value);

    /// <summary>Whether some value is no float, so that <see cref="Values"/> may say less than <see cref="ValueAt"/>.</summary>
    public bool KeepsDoubles => _doubles is not null;

    /// <summary>The doubles of a column that keeps them; empty for one of floats.</summary>
    internal ReadOnlySpan<double> Doubles => _doubles;

    /// <inheritdoc/>
    public override int Length => _doubles?.Length ?? _floats!.Length;

    /// <summary>Makes a column of doubles, or of floats where these are the same numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The values; NaN is missing. The array may be kept, and must not be changed afterwards.</param>
    /// <param name="reading">How they were read; null is the usual reading.</param>
    public static NumericColumn Of(string name, double[] values, ColumnReading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Array.TrueForAll(values, FitsFloat)
            ? new NumericColumn(name, Array.ConvertAll(values, value => (float)value)) { Reading = reading }
            : new NumericColumn(name, values) { Reading = reading };
    }

    /// <summary>The value of a row, exactly; NaN is missing.</summary>
    /// <param name="row">From 0 to <see cref="Length"/> − 1.</param>
    public double ValueAt(int row) => _doubles is null ? _floats![row] : _doubles[row];

    /// <summary>All values, exactly; NaN is missing.</summary>
    public double[] ToDoubles() => _doubles is null ? Array.ConvertAll(_floats!, value => (double)value) : [.. _doubles];

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(ValueAt(row));

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => _doubles is null
        ? new NumericColumn(Name, Take(_floats!, rows)) { Reading = Reading }
        : new NumericColumn(Name, Take(_doubles, rows)) { Reading = Reading };

    /// <summary>Whether a number is a float, or missing.</summary>
    /// <param name="value">The number.</param>
    internal static bool FitsFloat(double value) => (float)value == value || double.IsNaN(value);

    private static T[] Take<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var taken = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            taken[i] = values[rows[i]];
        }

        return taken;
    }
}
