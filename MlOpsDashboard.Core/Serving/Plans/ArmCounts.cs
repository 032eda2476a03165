namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>What a tally has counted.</summary>
/// <param name="CandidateErrors">Requests that the candidate could not answer.</param>
/// <param name="StableErrors">Requests that the stable version could not answer.</param>
/// <param name="Dropped">Requests that the candidate did not get to answer in the background.</param>
/// <param name="Compared">Requests that both have answered.</param>
/// <param name="Agreed">Those of which both say the same.</param>
internal readonly record struct ArmCounts(long CandidateErrors, long StableErrors, long Dropped, long Compared, long Agreed);
