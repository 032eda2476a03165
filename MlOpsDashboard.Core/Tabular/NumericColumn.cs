namespace MlOpsDashboard.Core.Tabular;

/// <summary>A column of numbers; NaN is missing.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">The values; the array is kept, not copied, and must not be changed afterwards.</param>
public sealed class NumericColumn(string name, float[] values) : Column(name, ColumnType.Numeric)
{
    /// <summary>The values; NaN is missing.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <inheritdoc/>
    public override int Length => values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => float.IsNaN(values[row]);

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            taken[i] = values[rows[i]];
        }

        return new NumericColumn(Name, taken);
    }
}
