using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Search.Pruning;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Turns a request in the words of the REST contract into a plan for the trainer.</summary>
internal static class TrainingPlans
{
    /// <summary>The plan of a completed request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="task">The task, to check hand-set hyper-parameters by.</param>
    /// <param name="version">The data.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="past">The trials of the attempt before this one.</param>
    public static TrainingPlan Of(
        TrainingRequest request, TaskKind task, DatasetVersion version, int threads, IReadOnlyList<TrialResult> past) => Choices(request) with
        {
            Task = task,
            Past = past,
            Fixed = FixedOf(request, task),
            Threads = threads,
            DatasetName = version.Dataset,
            DatasetVersion = version.Version,
            DatasetSha256 = version.Sha256,
        };

    /// <summary>What a completed request has chosen, whatever the task and the data are.</summary>
    /// <param name="request">The request.</param>
    public static TrainingPlan Choices(TrainingRequest request) => new()
    {
        Target = request.Target!,
        PositiveClass = request.PositiveClass,
        Features = request.Features,
        MayLack = request.MayLack ?? [],
        Steps = RequestedSteps.Of(request),
        Learners = request.Learners,
        Metric = request.Metric,
        Trials = request.Trials!.Value,
        ParallelTrials = request.ParallelTrials ?? SearchDefaults.ParallelTrials,
        TimeBudget = TimeSpan.FromSeconds(request.TimeBudgetSeconds!.Value),
        Validation = ValidationRules.PlanOf(request.Validation!),
        WeightColumn = request.WeightColumn,
        Imbalance = PlanWords.Imbalances.Find(request.Imbalance) ?? default,
        ThresholdMetric = request.Threshold,
        Sampler = SamplerCatalog.Find(request.Sampler!)!,
        Pruner = request.Pruner == RequestWords.NoPruner ? null : PrunerCatalog.Find(request.Pruner!)!,
        MaxRowTime = request.MaxPredictMs is { } most ? TimeSpan.FromMilliseconds(most) : null,
        Calibration = PlanWords.Calibrations.Find(request.Calibration) ?? default,
        Ensemble = request.Ensemble ?? false,
        Seed = request.Seed!.Value,
    };

    private static Dictionary<string, Hyperparameters> FixedOf(TrainingRequest request, TaskKind task)
    {
        FixedHyperparameters values = FixedHyperparameters.Read(request.Hyperparameters);
        return PlanRules.LearnersOf(request.Learners, task)
            .Select(learner => (learner.Name, Values: values.For(learner, task)))
            .Where(pair => pair.Values.Values.Count > 0)
            .ToDictionary(pair => pair.Name, pair => pair.Values, StringComparer.Ordinal);
    }
}
