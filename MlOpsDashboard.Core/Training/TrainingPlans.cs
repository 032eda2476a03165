using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Search.Pruning;

namespace MlOpsDashboard.Core.Training;

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
        TrainingRequest request, TaskKind task, DatasetVersion version, int threads, IReadOnlyList<TrialResult> past) => new()
        {
            Target = request.Target!,
            Task = task,
            PositiveClass = request.PositiveClass,
            Features = request.Features,
            MayLack = request.MayLack ?? [],
            Steps = RequestedSteps.Of(request),
            Learners = request.Learners,
            Metric = request.Metric,
            Trials = request.Trials!.Value,
            ParallelTrials = request.ParallelTrials ?? 1,
            TimeBudget = TimeSpan.FromSeconds(request.TimeBudgetSeconds!.Value),
            Validation = new ValidationPlan
            {
                Strategy = request.Validation!.Strategy switch
                {
                    "kfold" => ValidationStrategy.KFold,
                    "time" => ValidationStrategy.Time,
                    "group" => ValidationStrategy.Group,
                    _ => ValidationStrategy.Holdout,
                },
                TestSize = request.Validation.TestSize!.Value,
                Folds = request.Validation.Folds!.Value,
                OuterFolds = request.Validation.Kind == "nested" ? request.Validation.OuterFolds ?? 0 : 0,
                Repeats = request.Validation.Repeats ?? ValidationRules.UsualRepeats,
                GroupColumn = request.Validation.GroupColumn,
                TimeColumn = request.Validation.TimeColumn,
            },
            Imbalance = request.Imbalance switch
            {
                "smote" => ImbalanceTreatment.Smote,
                "class_weight" => ImbalanceTreatment.ClassWeight,
                "oversample" => ImbalanceTreatment.OverSample,
                "undersample" => ImbalanceTreatment.UnderSample,
                _ => ImbalanceTreatment.None,
            },
            ThresholdMetric = request.Threshold,
            Sampler = SamplerCatalog.Find(request.Sampler!)!,
            Pruner = request.Pruner == TrainingRequestRules.NoPruner ? null : PrunerCatalog.Find(request.Pruner!)!,
            MaxRowTime = request.MaxPredictMs is { } most ? TimeSpan.FromMilliseconds(most) : null,
            Calibration = request.Calibration switch
            {
                "platt" => CalibrationMethod.Platt,
                "isotonic" => CalibrationMethod.Isotonic,
                _ => CalibrationMethod.None,
            },
            Ensemble = request.Ensemble ?? false,
            Past = past,
            Seed = request.Seed!.Value,
            Fixed = FixedOf(request, task),
            Threads = threads,
            DatasetName = version.Dataset,
            DatasetVersion = version.Version,
            DatasetSha256 = version.Sha256,
        };

    private static Dictionary<string, Hyperparameters> FixedOf(TrainingRequest request, TaskKind task)
    {
        FixedHyperparameters values = FixedHyperparameters.Read(request.Hyperparameters);
        return TrainingRequestRules.LearnersOf(request, task)
            .Select(learner => (learner.Name, Values: values.For(learner, task)))
            .Where(pair => pair.Values.Values.Count > 0)
            .ToDictionary(pair => pair.Name, pair => pair.Values, StringComparer.Ordinal);
    }
}
