namespace MlOpsDashboard.Core.Datasets;

/// <summary>A data set in a listing.</summary>
/// <param name="Latest">Its latest version.</param>
/// <param name="Versions">How many versions it has.</param>
/// <param name="Bytes">What its versions hold together.</param>
public sealed record DatasetSummary(DatasetVersion Latest, int Versions, long Bytes);
