namespace MlOpsDashboard.Core.Datasets;

/// <summary>What became of an upload.</summary>
/// <param name="Version">The version that holds the content.</param>
/// <param name="Created">False when that version was there before.</param>
public sealed record StoredDataset(DatasetVersion Version, bool Created);
