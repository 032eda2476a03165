namespace MlOpsDashboard.Core.Tabular;

/// <summary>Fills a column of numbers; what is none, or infinite as a float, is missing.</summary>
internal sealed class NumericBuilder(string name, int rows) : IColumnBuilder
{
    private readonly float[] _values = new float[rows];

    public void Set(int row, ReadOnlySpan<byte> text) =>
        _values[row] = NumberText.TryParse(text, out double value) && float.IsFinite((float)value) ? (float)value : float.NaN;

    public void SetMissing(int row) => _values[row] = float.NaN;

    public Column Build() => new NumericColumn(name, _values);
}
