using System.Text.Json;
using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Training;

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

    /// <summary>The task as the REST contract says it; empty infers it.</summary>
    public string Task { get; set; } = "";

    /// <summary>The positive class; empty takes the default.</summary>
    public string PositiveClass { get; set; } = "";

    /// <summary>The name of the model.</summary>
    public string? ModelName { get; set; }

    /// <summary>The metric to judge by; empty takes the usual one.</summary>
    public string Metric { get; set; } = "";

    /// <summary>Trials at most.</summary>
    public int? Trials { get; set; } = 20;

    /// <summary>Trials at once.</summary>
    public int? ParallelTrials { get; set; } = 1;

    /// <summary>Seconds at most.</summary>
    public double? TimeBudgetSeconds { get; set; } = 120;

    /// <summary>The seed.</summary>
    public int? Seed { get; set; } = 42;

    /// <summary>How rows are held out.</summary>
    public string Strategy { get; set; } = "holdout";

    /// <summary>Whether the whole search is repeated.</summary>
    public string Kind { get; set; } = "simple";

    /// <summary>How often it is.</summary>
    public int? OuterFolds { get; set; } = 3;

    /// <summary>The share of rows held out.</summary>
    public double? TestSize { get; set; } = 0.2;

    /// <summary>The folds of a cross-validation.</summary>
    public int? Folds { get; set; } = 5;

    /// <summary>What is done about rare classes.</summary>
    public string Imbalance { get; set; } = "none";

    /// <summary>Rounds of folds.</summary>
    public int? Repeats { get; set; } = 1;

    /// <summary>The column whose values are the groups.</summary>
    public string? GroupColumn { get; set; }

    /// <summary>The column that says when each row was; null takes the order of the file.</summary>
    public string? TimeColumn { get; set; }

    /// <summary>What sets the threshold; empty leaves it at 0.5.</summary>
    public string Threshold { get; set; } = "";

    /// <summary>What proposes hyper-parameters.</summary>
    public string Sampler { get; set; } = "tpe";

    /// <summary>What stops hopeless trials.</summary>
    public string Pruner { get; set; } = "median";

    /// <summary>Milliseconds that the prediction of a row may take.</summary>
    public double? MaxPredictMs { get; set; }

    /// <summary>How probabilities are calibrated.</summary>
    public string Calibration { get; set; } = "none";

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

    /// <summary>The rows of fixed hyper-parameters that matter with the chosen learners and the task.</summary>
    /// <param name="task">The task; null when it is not known.</param>
    public IEnumerable<FixedParameterDraft> FixedThatApply(TaskKind? task) =>
        Fixed.Where(row => Learners.Contains(row.Learner.Name) && (row.Parameter is null || row.Knows(task)));

    /// <summary>The quantile that gradient boosting is told to predict; null when it is none.</summary>
    public double? Quantile() => Fixed.Find(row => row is { Learner.Name: "gradient_boosting", Parameter.Name: "loss" } && Equals(row.Value("loss"), "quantile"))
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
        Task = Task.Length == 0 ? null : Task,
        PositiveClass = PositiveClass.Length == 0 || task is TaskKind.Multiclass or TaskKind.Regression ? null : PositiveClass,
        Metric = Metric.Length == 0 ? null : Metric,
        Trials = Trials,
        ParallelTrials = ParallelTrials,
        TimeBudgetSeconds = TimeBudgetSeconds,
        Seed = Seed,
        Validation = new ValidationRequest
        {
            Strategy = Strategy,
            Kind = Kind,
            OuterFolds = Kind == "nested" ? OuterFolds : null,
            TestSize = TestSize,
            Folds = Strategy is "kfold" or "group" ? Folds : null,
            Repeats = Strategy == "kfold" ? Repeats : null,
            GroupColumn = Strategy == "group" ? GroupColumn : null,
            TimeColumn = Strategy == "time" ? TimeColumn : null,
        },
        Imbalance = task == TaskKind.Regression ? "none" : Imbalance,
        Threshold = Threshold.Length == 0 || task is TaskKind.Multiclass or TaskKind.Regression ? null : Threshold,
        Sampler = Sampler,
        Pruner = Pruner,
        MaxPredictMs = MaxPredictMs,
        Calibration = task == TaskKind.Regression ? "none" : Calibration,
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
