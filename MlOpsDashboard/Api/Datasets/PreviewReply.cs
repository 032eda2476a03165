using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>How a table would be read, of which nothing was stored.</summary>
/// <param name="Encoding">How characters are bytes, by the name that <c>encoding</c> takes.</param>
/// <param name="Separator">What stands between fields.</param>
/// <param name="HasHeader">Whether the first row was taken for the columns' names.</param>
/// <param name="Columns">The columns, in file order.</param>
/// <param name="Rows">The first rows as they are written.</param>
/// <param name="RowsRead">The rows that this was found out from.</param>
/// <param name="Warnings">What was doubtful, each with the setting that changes it.</param>
/// <param name="SuggestedTarget">The column that is likely to be predicted.</param>
internal sealed record PreviewReply(
    string Encoding,
    string Separator,
    bool HasHeader,
    IReadOnlyList<PreviewColumnReply> Columns,
    IReadOnlyList<string[]> Rows,
    long RowsRead,
    IReadOnlyList<string> Warnings,
    string? SuggestedTarget)
{
    /// <summary>What of a preview is shown.</summary>
    public static PreviewReply Of(TablePreview preview) => new(
        EncodingNames.Of(preview.Format.Encoding),
        preview.Format.Separator.ToString(),
        preview.Format.HasHeader,
        [.. preview.Columns.Select(PreviewColumnReply.Of)],
        preview.Rows,
        preview.Scanned,
        preview.Warnings,
        preview.SuggestedTarget);
}
