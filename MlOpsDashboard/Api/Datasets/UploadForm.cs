namespace MlOpsDashboard.Api.Datasets;

/// <summary>The form of an upload, for its description; the endpoint reads it as a stream.</summary>
/// <param name="File">CSV or TSV, plain or gzipped.</param>
/// <param name="Name">The data set's name.</param>
/// <param name="Description">What the data is.</param>
/// <param name="Target">The column to predict.</param>
/// <param name="Header"><c>present</c> or <c>absent</c> where the first row's meaning is known; else it is found out.</param>
/// <param name="Encoding">The name of the encoding, such as <c>windows-1251</c>, where it is known; else it is found out.</param>
/// <param name="Separator">What stands between fields: one character, or comma, semicolon, tab, pipe, space; else it is found out.</param>
/// <param name="Columns">
/// A JSON object that says for columns by name what would be found out wrongly: <c>type</c>, <c>format</c> (an example of a number such as <c>1.234,50</c>,
/// a pattern of a date such as <c>MM/dd/yyyy</c>, the words for yes and no such as <c>ja/nein</c>) and <c>missing</c> (a list of markers).
/// </param>
internal sealed record UploadForm(
    IFormFile File, string Name, string? Description, string? Target, string? Header, string? Encoding, string? Separator, string? Columns);
