using System.Security.Cryptography;
using System.Text.Json;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Compares what somebody says of a table with how a version of it is read: the same content read otherwise is another version.</summary>
internal static class SaidOfTable
{
    /// <summary>Whether a version is read as somebody says; what is not said agrees with everything.</summary>
    /// <param name="version">A version.</param>
    /// <param name="upload">What was said.</param>
    internal static bool Agrees(DatasetVersion version, DatasetUpload upload)
    {
        TableOverrides said = upload.Overrides;
        CsvFormat format = version.Format;
        return (said.Encoding ?? format.Encoding) == format.Encoding
            && (said.Separator ?? format.Separator) == format.Separator
            && (upload.HasHeader ?? format.HasHeader) == format.HasHeader
            && said.Columns.All(pair => version.Columns.FirstOrDefault(column => column.Name == pair.Key) is { } column && Agrees(column.KnownReading, pair.Value));
    }

    /// <summary>A hash of how a table is read.</summary>
    /// <param name="inspection">What was found.</param>
    internal static string KeyOf(DatasetInspection inspection) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { inspection.Format, Columns = inspection.Columns.Select(column => new { column.Name, Reading = column.KnownReading }) }, DatasetJson.Options)));

    private static bool Agrees(ColumnReading reading, ColumnOverride said) =>
        (said.Type ?? reading.Type) == reading.Type
        && (said.Missing ?? reading.Missing).Equals(reading.Missing)
        && (said.Number is null || said.Number == (reading.Number ?? NumberFormat.Plain))
        && (said.Date is null || said.Date == (reading.Date ?? DateFormat.Unambiguous))
        && (said.Yes ?? reading.Yes) == reading.Yes
        && (said.No ?? reading.No) == reading.No;
}
