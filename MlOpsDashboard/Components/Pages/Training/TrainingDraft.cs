using System.Text.Json;
using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Search.Pruning;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>What a person has filled in so far.</summary>
public sealed class TrainingDraft
{
    /// <summary>The data set's name.</summary>
    public string? Dataset { get; set; }

    /// <summary>The data set's version.</summary>
    public int? DatasetVersion { get; set; }

    /// <summary>The column to predict.</summary>
    public string? Target { get; set; }

    /// <summary>The task; null infers it.</summary>
    public TaskKind? Task { get; set; }

    /// <summary>The positive class; empty takes the default.</summary>
    public string PositiveClass { get; set; } = "";

    /// <summary>The name of the model.</summary>
    public string? ModelName { get; set; }

    /// <summary>The metric to judge by; empty takes the usual one.</summary>
    public string Metric { get; set; } = "";

    /// <summary>Trials at most.</summary>
    public int? Trials { get; set; } = SearchDefaults.Trials;

    /// <summary>Trials at once.</summary>
    public int? ParallelTrials { get; set; } = SearchDefaults.ParallelTrials;

    /// <summary>Seconds at most.</summary>
    public double? TimeBudgetSeconds { get; set; } = SearchDefaults.BudgetSeconds;

    /// <summary>The seed.</summary>
    public int? Seed { get; set; } = SearchDefaults.Seed;

    /// <summary>How rows are held out.</summary>
    public ValidationStrategy Strategy { get; set; }

    /// <summary>Whether the whole search is repeated.</summary>
    public ValidationKind Kind { get; set; }

    /// <summary>How often it is.</summary>
    public int? OuterFolds { get; set; } = SearchDefaults.OuterFolds;

    /// <summary>The share of rows held out.</summary>
    public double? TestSize { get; set; } = SearchDefaults.TestSize;

    /// <summary>The folds of a cross-validation.</summary>
    public int? Folds { get; set; } = SearchDefaults.Folds;

    /// <summary>What is done about rare classes.</summary>
    public ImbalanceTreatment Imbalance { get; set; }

    /// <summary>The column that says how much each row counts; null counts all alike.</summary>
    public string? WeightColumn { get; set; }

    /// <summary>Rounds of folds.</summary>
    public int? Repeats { get; set; } = SearchDefaults.Repeats;

    /// <summary>The column whose values are the groups.</summary>
    public string? GroupColumn { get; set; }

    /// <summary>The column that says when each row was; null takes the order of the file.</summary>
    public string? TimeColumn { get; set; }

    /// <summary>What sets the threshold; empty leaves it at 0.5.</summary>
    public string Threshold { get; set; } = "";

    /// <summary>What proposes hyper-parameters.</summary>
    public string Sampler { get; set; } = SamplerCatalog.Default.Name;

    /// <summary>What stops hopeless trials.</summary>
    public string Pruner { get; set; } = PrunerCatalog.Default.Name;

    /// <summary>Milliseconds that the prediction of a row may take.</summary>
    public double? MaxPredictMs { get; set; }

    /// <summary>How probabilities are calibrated.</summary>
    public CalibrationMethod Calibration { get; set; }

    /// <summary>Whether the best trials are blended.</summary>
    public bool Ensemble { get; set; } = true;

    /// <summary>The experiment; empty takes the model's name.</summary>
    public string? Experiment { get; set; }

    /// <summary>The columns to predict from; none means all that can help.</summary>
    public IEnumerable<string>? Features { get; set; }

    /// <summary>The steps of feature engineering.</summary>
    [JsonIgnore]
    public List<FeatureStepDraft> Steps { get; } = [];

    /// <summary>The hyper-parameters that are fixed.</summary>
    [JsonIgnore]
    public List<FixedParameterDraft> Fixed { get; } = [];

    /// <summary>The steps as they are kept.</summary>
    public IEnumerable<FeatureStepRequest> StepEntries
    {
        get => Steps.Select(step => step.ToRequest());
        init => Steps.AddRange(value.Select(FeatureStepDraft.Of).OfType<FeatureStepDraft>());
    }

    /// <summary>The fixed hyper-parameters as they are kept.</summary>
    public IEnumerable<FixedParameterEntry> FixedEntries
    {
        get => Fixed.Select(row => row.Entry);
        init => Fixed.AddRange(value.Select(FixedParameterDraft.Of).OfType<FixedParameterDraft>());
    }

    /// <summary>Whether the advanced fields are shown.</summary>
    public bool Advanced { get; set; }

    /// <summary>Whether the winner is registered.</summary>
    public bool Register { get; set; } = true;

    /// <summary>The names of the chosen learners.</summary>
    public HashSet<string> Learners { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Whether the strategy makes folds.</summary>
    public bool Folded => Strategy is ValidationStrategy.KFold or ValidationStrategy.Group;

    /// <summary>Whether the whole search is repeated in outer folds.</summary>
    public bool Repeated => Kind == ValidationKind.Nested;

    /// <summary>The rows of fixed hyper-parameters that matter with the chosen learners and the task.</summary>
    /// <param name="task">The task; null when it is not known.</param>
    public IEnumerable<FixedParameterDraft> FixedThatApply(TaskKind? task) =>
        Fixed.Where(row => Learners.Contains(row.Learner.Name) && (row.Parameter is null || row.Knows(task)));

    /// <summary>The quantile that gradient boosting is told to predict; null when it is none.</summary>
    public double? Quantile() => Fixed.Find(row => row is { Learner.Name: LearnerNames.GradientBoosting, Parameter.Name: "loss" } && Equals(row.Value("loss"), "quantile"))
        is { } row ? row.Number("quantile") ?? 0.5 : null;

    /// <summary>The request that it stands for.</summary>
    /// <param name="all">How many learners there are: all of them is the same as none named.</param>
    /// <param name="task">The task; null when it is not known.</param>
    public TrainingRequest ToRequest(int all, TaskKind? task) => new()
    {
        ModelName = ModelName?.Trim(),
        Dataset = Dataset,
        DatasetVersion = DatasetVersion,
        Target = Target,
        Task = Task is { } chosen ? PlanWords.Tasks.WordFor(chosen) : null,
        PositiveClass = PositiveClass.Length == 0 || task is TaskKind.Multiclass or TaskKind.Regression ? null : PositiveClass,
        Metric = Metric.Length == 0 ? null : Metric,
        Trials = Trials,
        ParallelTrials = ParallelTrials,
        TimeBudgetSeconds = TimeBudgetSeconds,
        Seed = Seed,
        Validation = new ValidationRequest
        {
            Strategy = PlanWords.Strategies.WordFor(Strategy),
            Kind = RequestWords.Kinds.WordFor(Kind),
            OuterFolds = Repeated ? OuterFolds : null,
            TestSize = TestSize,
            Folds = Folded ? Folds : null,
            Repeats = Strategy == ValidationStrategy.KFold ? Repeats : null,
            GroupColumn = Strategy == ValidationStrategy.Group ? GroupColumn : null,
            TimeColumn = Strategy == ValidationStrategy.Time ? TimeColumn : null,
        },
        Imbalance = PlanWords.Imbalances.WordFor(task == TaskKind.Regression ? ImbalanceTreatment.None : Imbalance),
        WeightColumn = string.IsNullOrEmpty(WeightColumn) ? null : WeightColumn,
        Threshold = Threshold.Length == 0 || task is TaskKind.Multiclass or TaskKind.Regression ? null : Threshold,
        Sampler = Sampler,
        Pruner = Pruner,
        MaxPredictMs = MaxPredictMs,
        Calibration = PlanWords.Calibrations.WordFor(task == TaskKind.Regression ? CalibrationMethod.None : Calibration),
        Ensemble = Ensemble,
        Experiment = string.IsNullOrWhiteSpace(Experiment) ? null : Experiment.Trim(),
        Features = Features?.ToArray() is { Length: > 0 } features ? features : null,
        FeatureSteps = Steps.Count == 0 ? null : [.. Steps.Select(step => step.ToRequest())],
        Hyperparameters = HyperparametersFor(task),
        Learners = Learners.Count == all ? null : [.. Learners],
        Register = Register,
    };

    private Dictionary<string, JsonElement>? HyperparametersFor(TaskKind? task)
    {
        var learners = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (IGrouping<string, FixedParameterDraft> learner in FixedThatApply(task).GroupBy(row => row.Learner.Name))
        {
            var values = new Dictionary<string, object>(StringComparer.Ordinal);
            foreach ((string name, object value) in learner.SelectMany(row => row.Values(task)))
            {
                values[name] = value;
            }

            if (values.Count > 0)
            {
                learners[learner.Key] = JsonSerializer.SerializeToElement(values);
            }
        }

        return learners.Count == 0 ? null : learners;
    }
}
