namespace MlOpsDashboard.Core.Tabular;

/// <summary>Fills a column row by row.</summary>
internal interface IColumnBuilder
{
    /// <summary>Sets a value.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="text">UTF-8 without blanks around it.</param>
    void Set(int row, ReadOnlySpan<byte> text);

    /// <summary>Leaves a row without a value.</summary>
    /// <param name="row">From 0.</param>
    void SetMissing(int row);

    /// <summary>The column; the builder is not used again.</summary>
    Column Build();
}
