namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Fills a column of numbers: with floats until one comes that is none, from there on with doubles. What is no number, or infinite as a
/// float, is missing.
/// </summary>
internal sealed class NumericBuilder(string name, int rows, ColumnReading? reading = null) : IColumnBuilder
{
    private readonly float[] _floats = new float[rows];
    private double[]? _doubles;

    public void Set(int row, ReadOnlySpan<byte> text) => Set(row, TryRead(text, out double value) ? value : double.NaN);

    /// <summary>Sets a number.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="value">The number; NaN is missing.</param>
    public void Set(int row, double value)
    {
        double kept = float.IsFinite((float)value) ? value : double.NaN;
        if (_doubles is null && NumericColumn.FitsFloat(kept))
        {
            _floats[row] = (float)kept;
            return;
        }

        _doubles ??= Array.ConvertAll(_floats, number => (double)number);
        _doubles[row] = kept;
    }

    public void SetMissing(int row) => Set(row, double.NaN);

    public Column Build() => _doubles is null ? new NumericColumn(name, _floats) { Reading = reading } : NumericColumn.Of(name, _doubles, reading);

    private bool TryRead(ReadOnlySpan<byte> text, out double value) => reading is null ? NumberText.TryParse(text, out value) : reading.TryNumber(text, out value);
}
