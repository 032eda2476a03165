using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>A version of a data set made from labelled predictions.</summary>
/// <param name="Stored">The version, and whether it is new.</param>
/// <param name="Labelled">Rows that come from labelled predictions.</param>
/// <param name="Original">Rows that come from the training data.</param>
/// <param name="Skipped">Labelled predictions left out, because their version or their prediction is not there any more.</param>
public sealed record LabelledDataset(StoredDataset Stored, long Labelled, long Original, long Skipped);
