namespace MlOpsDashboard.Core.Tabular;

/// <summary>A column of points in time, as seconds since 1970-01-01T00:00:00Z; NaN is missing.</summary>
/// <param name="name">The column's name.</param>
/// <param name="seconds">The values; the array is kept, not copied, and must not be changed afterwards.</param>
public sealed class DateTimeColumn(string name, double[] seconds) : Column(name, ColumnType.DateTime)
{
    /// <summary>Seconds since 1970-01-01T00:00:00Z (a local time counts as UTC); NaN is missing.</summary>
    public ReadOnlySpan<double> Seconds => seconds;

    /// <inheritdoc/>
    public override int Length => seconds.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(seconds[row]);

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            taken[i] = seconds[rows[i]];
        }

        return new DateTimeColumn(Name, taken) { Reading = Reading };
    }
}
