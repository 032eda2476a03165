using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>How a column would be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its values would mean.</param>
/// <param name="Format">How numbers or dates are written; null where there is nothing to say.</param>
/// <param name="MissingValues">What counts as missing.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="Examples">A few values as they are written.</param>
/// <param name="Warnings">What was doubtful.</param>
/// <param name="Offers">The formats that the column may have where that is doubtful; one of them as <c>format</c> settles it.</param>
internal sealed record PreviewColumnReply(
    string Name,
    ColumnType Type,
    string? Format,
    IReadOnlyList<string> MissingValues,
    long Missing,
    long Distinct,
    IReadOnlyList<string> Examples,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Offers)
{
    /// <summary>What of a column is shown.</summary>
    public static PreviewColumnReply Of(ColumnPreview column)
    {
        ColumnReading reading = column.Schema.KnownReading;
        return new PreviewColumnReply(
            column.Schema.Name,
            column.Schema.Type,
            reading.Format,
            reading.Missing.Markers,
            column.Schema.Missing,
            column.Schema.Distinct,
            column.Examples,
            column.Warnings,
            column.Offers);
    }
}
