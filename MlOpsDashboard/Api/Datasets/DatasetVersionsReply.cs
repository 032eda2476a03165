namespace MlOpsDashboard.Api.Datasets;

/// <summary>The versions of a data set.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Items">The versions of this page, the latest first.</param>
/// <param name="NextCursor">Hand it back to get the next page; null on the last one.</param>
internal sealed record DatasetVersionsReply(string Dataset, IReadOnlyList<DatasetVersionReply> Items, string? NextCursor);
