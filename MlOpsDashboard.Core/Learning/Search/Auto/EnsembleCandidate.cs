using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>A trial that may become a member of an ensemble. Its model is not kept: a member is fitted again.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Result">What came out of it.</param>
/// <param name="Scored">Its answers on the validation rows, fold by fold.</param>
internal sealed record EnsembleCandidate(Trial Trial, TrialResult Result, IReadOnlyList<ScoredRows> Scored);
