using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>A trial with its model.</summary>
/// <param name="Trial">What was tried.</param>
/// <param name="Result">What came out.</param>
/// <param name="Pipeline">The pipeline of the (first) fold; null when there is no model.</param>
/// <param name="Model">The model of the (first) fold; null when there is none.</param>
/// <param name="TrainingRows">The rows that the model was fitted on.</param>
internal sealed record FittedTrial(Trial Trial, TrialResult Result, FeaturePipeline? Pipeline, IFittedModel? Model, int TrainingRows)
{
    /// <summary>The answers on the validation rows, fold by fold; empty when there is no model.</summary>
    public IReadOnlyList<ScoredRows> Scored { get; init; } = [];

    /// <summary>Whether the trial was run by an attempt before this one, so that its model is gone and must be fitted again.</summary>
    public bool Remembered => Result.Outcome == TrialOutcome.Finished && Model is null;

    /// <summary>A trial of an earlier attempt.</summary>
    /// <param name="result">What came out then.</param>
    public static FittedTrial Remember(TrialResult result) => new(
        new Trial(result.Number, LearnerCatalog.Find(result.Learner)!, result.Hyperparameters, result.Seed), result, null, null, 0);

    /// <summary>How long a fit on all rows but the test ones will take, by the time that the trial took.</summary>
    /// <param name="setup">The set-up.</param>
    public TimeSpan RefitEstimate(TrainingSetup setup) => RefitEstimate(Result, setup);

    /// <summary>How long a fit of a trial on all rows but the test ones will take, by the time that the trial took.</summary>
    /// <param name="result">What came out of the trial.</param>
    /// <param name="setup">The set-up.</param>
    public static TimeSpan RefitEstimate(TrialResult result, TrainingSetup setup) =>
        result.Duration / setup.Folds.Count * ((double)setup.Fit.Length / Math.Max(1, setup.Folds[0].Training.Length));
}
