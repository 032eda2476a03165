using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Search.Pruning;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>
/// The rules of a request in their one order: what it must look like by itself and what is filled in for what it leaves open
/// (<see cref="Complete"/>), its columns (<see cref="CheckColumns"/>), and its target (<see cref="CheckTarget"/>). Whether the rows can be
/// divided as it wants is known once they are loaded.
/// </summary>
internal static class TrainingRequestRules
{
    private const string WeightField = "weight_column";

    private static readonly string[] s_samplers = [.. SamplerCatalog.All.Select(sampler => sampler.Name)];

    /// <summary>Checks a request by itself and fills it in.</summary>
    /// <param name="request">As it came.</param>
    /// <exception cref="InvalidException">Fields are at fault; all are named.</exception>
    public static TrainingRequest Complete(TrainingRequest request)
    {
        TrainingRequest complete = request with
        {
            Trials = request.Trials ?? SearchDefaults.Trials,
            ParallelTrials = request.ParallelTrials ?? SearchDefaults.ParallelTrials,
            TimeBudgetSeconds = request.TimeBudgetSeconds ?? SearchDefaults.BudgetSeconds,
            Validation = ValidationRules.Complete(request.Validation),
            Imbalance = request.Imbalance ?? PlanWords.Imbalances.WordFor(default),
            Sampler = request.Sampler ?? SamplerCatalog.Default.Name,
            Pruner = request.Pruner ?? PrunerCatalog.Default.Name,
            Calibration = request.Calibration ?? PlanWords.Calibrations.WordFor(default),
            Ensemble = request.Ensemble ?? true,
            Seed = request.Seed ?? SearchDefaults.Seed,
            Experiment = request.Experiment ?? request.ModelName,
            Register = request.Register ?? true,
        };
        var errors = new RequestErrors();
        CheckNames(complete, errors);
        CheckNumbers(complete, errors);
        CheckWords(complete, errors);
        PlanRules.CheckLearners(complete.Learners, errors);
        PlanRules.CheckFeatures(complete.Features, complete.Target, errors);
        ValidationRules.Check(complete.Validation!, errors);
        errors.Try(() => FixedHyperparameters.Read(complete.Hyperparameters));
        errors.Try(() => RequestedSteps.Of(complete));
        errors.ThrowIfAny();
        return complete;
    }

    /// <summary>Checks the columns that a request names.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="version">The data.</param>
    /// <exception cref="InvalidException">The data has no such column, or one that does not fit; all fields are named.</exception>
    public static void CheckColumns(TrainingRequest request, DatasetVersion version)
    {
        var errors = new RequestErrors();
        var names = version.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        errors.Require(
            names.Contains(request.Target!),
            "target",
            $"{version.Dataset}:{version.Version} has no column {request.Target}; it has {string.Join(", ", version.Columns.Take(20).Select(column => column.Name))}{(version.Columns.Count > 20 ? ", …" : "")}.");
        foreach (string feature in request.Features ?? [])
        {
            errors.Require(names.Contains(feature), "features", $"{version.Dataset}:{version.Version} has no column {feature}.");
        }

        foreach (string column in request.MayLack ?? [])
        {
            errors.Require(names.Contains(column), "may_lack", $"{version.Dataset}:{version.Version} has no column {column}.");
        }

        CheckWeights(request, version, errors);
        ValidationRules.CheckColumns(request, version, errors);
        errors.Try(() => RequestedSteps.Check(request, version));
        errors.Require(version.Columns.Count > 1, "dataset", $"{version.Dataset}:{version.Version} has one column only: there is nothing to predict from.");
        errors.ThrowIfAny();
    }

    /// <summary>Checks what depends on the target: the task, the positive class, what its values rule out, and which features may be monotone.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="version">The data.</param>
    /// <param name="target">The target, its classes in order.</param>
    /// <returns>The target with its positive class as the second.</returns>
    /// <exception cref="InvalidException">Choices do not fit the target.</exception>
    public static TargetColumn CheckTarget(TrainingRequest request, DatasetVersion version, TargetColumn target)
    {
        TaskRules.Check(request, target.Task);
        TargetColumn facing = target.Facing(request.PositiveClass);
        TargetRules.Check(request, facing);
        MonotoneColumns.Check(request, facing.Task, version);
        return facing;
    }

    private static void CheckWeights(TrainingRequest request, DatasetVersion version, RequestErrors errors)
    {
        if (request.WeightColumn is not { } name)
        {
            return;
        }

        ColumnSchema? column = version.Columns.FirstOrDefault(column => column.Name == name);
        errors.Require(column is not null, WeightField, $"{version.Dataset}:{version.Version} has no column {name}.");
        errors.Require(column is null or { Type: ColumnType.Numeric }, WeightField, $"{name} holds no numbers, so it cannot say how much a row counts.");
        errors.Require(name != request.Target, WeightField, $"{name} is the target, so it cannot say how much a row counts.");
        errors.Require(request.Features?.Contains(name, StringComparer.Ordinal) != true, WeightField, $"{name} is among the features; a weight is none.");
    }

    private static void CheckNames(TrainingRequest request, RequestErrors errors)
    {
        errors.Try(() => TrackingNames.CheckModelName(request.ModelName, "model_name"));
        errors.Try(() => _ = request.Experiment == request.ModelName ? null : TrackingNames.CheckName(request.Experiment, "experiment"));
        errors.Must(!string.IsNullOrWhiteSpace(request.Dataset), "dataset", "must name a data set.");
        errors.Must(!string.IsNullOrEmpty(request.Target), "target", "must name the column to predict.");
        errors.Must(request.DatasetVersion is null or > 0, "dataset_version", "must be 1 or more.");
    }

    private static void CheckNumbers(TrainingRequest request, RequestErrors errors)
    {
        errors.Within(request.Trials, SearchLimits.Trials, "trials");
        errors.Within(request.ParallelTrials, SearchLimits.ParallelTrials, "parallel_trials");
        errors.Within(request.TimeBudgetSeconds, SearchLimits.BudgetSeconds, "time_budget_seconds");
        errors.Within(request.MaxPredictMs, SearchLimits.PredictMs, "max_predict_ms");
        errors.Must(request.Seed >= 0, "seed", "must be 0 or more.");
    }

    private static void CheckWords(TrainingRequest request, RequestErrors errors)
    {
        errors.Must(
            request.Task is null || PlanWords.Tasks.Find(request.Task) is not null, "task", "must be binary, multiclass or regression, or null to infer it.");
        errors.Require(
            request.Metric is null || MetricCatalog.Find(request.Metric) is not null,
            "metric",
            $"There is no metric {request.Metric}; use one of {string.Join(", ", MetricCatalog.All.Select(metric => metric.Name))}.");
        OneOf(PlanWords.Imbalances.Find(request.Imbalance) is not null, "imbalance", PlanWords.Imbalances, request.Imbalance);
        errors.Must(
            request.WeightColumn is null || PlanWords.Imbalances.Find(request.Imbalance) != ImbalanceTreatment.Smote,
            WeightField,
            "cannot go with the imbalance smote: rows that are made up have no weight. Use class_weight, oversample or undersample.");
        OneOf(PlanWords.Calibrations.Find(request.Calibration) is not null, "calibration", PlanWords.Calibrations, request.Calibration);
        OneOf(s_samplers.Contains(request.Sampler), "sampler", string.Join(", ", s_samplers), request.Sampler);
        OneOf(RequestWords.Pruners.Contains(request.Pruner!), "pruner", string.Join(", ", RequestWords.Pruners), request.Pruner);
        errors.Must(
            request.Threshold is null || RequestWords.ThresholdMetrics.Contains(request.Threshold),
            "threshold",
            $"must be one of {string.Join(", ", RequestWords.ThresholdMetrics)}, or null, not {request.Threshold}.");

        void OneOf(bool known, string field, object words, string? word) => errors.Must(known, field, $"must be one of {words}, not {word}.");
    }
}
