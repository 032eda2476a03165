using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>What a person has filled in so far.</summary>
internal sealed class TrainingDraft
{
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Strategies =
    [
        new("holdout", "Some rows held out"),
        new("kfold", "Cross-validation"),
        new("time", "The last rows held out"),
        new("group", "Whole groups held out"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Kinds =
    [
        new("simple", "No"),
        new("nested", "In outer folds (nested)"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Imbalances =
    [
        new("none", "Leave as they are"),
        new("class_weight", "Weigh them more"),
        new("smote", "Add made-up rows (SMOTE)"),
        new("oversample", "Repeat their rows"),
        new("undersample", "Leave out rows of the others"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Thresholds =
    [
        new("", "0.5"),
        new("f1", "With the best F1"),
        new("mcc", "With the best Matthews correlation"),
        new("balanced_accuracy", "With the best balanced accuracy"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Calibrations =
    [
        new("none", "Leave as they are"),
        new("platt", "By a logistic curve (Platt)"),
        new("isotonic", "By a rising line (isotonic)"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Samplers =
    [
        new("tpe", "By what did well so far (TPE)"),
        new("random", "At random"),
    ];

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Pruners =
    [
        new("median", "Below the median"),
        new("successive_halving", "Successive halving"),
        new("hyperband", "Hyperband"),
        new("none", "Never"),
    ];

    public string? Dataset { get; set; }

    public int? DatasetVersion { get; set; }

    public string? Target { get; set; }

    public string? ModelName { get; set; }

    public string Metric { get; set; } = "";

    public int? Trials { get; set; } = 20;

    public int? ParallelTrials { get; set; } = 1;

    public double? TimeBudgetSeconds { get; set; } = 120;

    public int? Seed { get; set; } = 42;

    public string Strategy { get; set; } = "holdout";

    public string Kind { get; set; } = "simple";

    public int? OuterFolds { get; set; } = 3;

    public double? TestSize { get; set; } = 0.2;

    public int? Folds { get; set; } = 5;

    public string Imbalance { get; set; } = "none";

    public int? Repeats { get; set; } = 1;

    public string? GroupColumn { get; set; }

    public string Threshold { get; set; } = "";

    public string Sampler { get; set; } = "tpe";

    public string Pruner { get; set; } = "median";

    public double? MaxPredictMs { get; set; }

    public string Calibration { get; set; } = "none";

    public bool Ensemble { get; set; } = true;

    public string? Experiment { get; set; }

    public IEnumerable<string>? Features { get; set; }

    public List<FeatureStepDraft> Steps { get; } = [];

    public bool Register { get; set; } = true;

    public HashSet<string> Learners { get; } = new(StringComparer.Ordinal);

    /// <summary>The request that it stands for.</summary>
    /// <param name="all">How many learners there are: all of them is the same as none named.</param>
    public TrainingRequest ToRequest(int all) => new()
    {
        ModelName = ModelName?.Trim(),
        Dataset = Dataset,
        DatasetVersion = DatasetVersion,
        Target = Target,
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
            Folds = Folds,
            Repeats = Strategy == "kfold" ? Repeats : null,
            GroupColumn = Strategy == "group" ? GroupColumn : null,
        },
        Imbalance = Imbalance,
        Threshold = Threshold.Length == 0 ? null : Threshold,
        Sampler = Sampler,
        Pruner = Pruner,
        MaxPredictMs = MaxPredictMs,
        Calibration = Calibration,
        Ensemble = Ensemble,
        Experiment = string.IsNullOrWhiteSpace(Experiment) ? null : Experiment.Trim(),
        Features = Features?.ToArray() is { Length: > 0 } features ? features : null,
        FeatureSteps = Steps.Count == 0 ? null : [.. Steps.Select(step => step.ToRequest())],
        Learners = Learners.Count == all ? null : [.. Learners],
        Register = Register,
    };
}
