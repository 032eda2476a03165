namespace MlOpsDashboard.Api.Datasets;

/// <summary>The form of an upload, for its description; the endpoint reads it as a stream.</summary>
/// <param name="File">CSV or TSV, plain or gzipped.</param>
/// <param name="Name">The data set's name.</param>
/// <param name="Description">What the data is.</param>
/// <param name="Target">The column to predict.</param>
/// <param name="Header"><c>present</c> or <c>absent</c> where the first row's meaning is known; else it is found out.</param>
internal sealed record UploadForm(IFormFile File, string Name, string? Description, string? Target, string? Header);
