namespace MlOpsDashboard.Core.Datasets;

/// <summary>How far the reading of an uploaded table has come.</summary>
/// <param name="Step">What is done with it now.</param>
/// <param name="Share">How much of the file that step has read, from 0 to 1.</param>
public sealed record InspectionProgress(InspectionStep Step, double Share);
