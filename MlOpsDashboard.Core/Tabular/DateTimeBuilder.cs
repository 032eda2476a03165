namespace MlOpsDashboard.Core.Tabular;

/// <summary>Fills a column of dates; what is none is missing.</summary>
internal sealed class DateTimeBuilder(string name, ColumnReading reading, int rows) : IColumnBuilder
{
    private readonly double[] _seconds = new double[rows];

    public void Set(int row, ReadOnlySpan<byte> text) =>
        _seconds[row] = reading.TryDate(text, out double seconds) ? seconds : double.NaN;

    public void SetMissing(int row) => _seconds[row] = double.NaN;

    public Column Build() => new DateTimeColumn(name, _seconds) { Reading = reading };
}
