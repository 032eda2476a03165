using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Search.Pruning;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What <see cref="AutoTrainer"/> shall do.</summary>
public sealed record TrainingPlan
{
    /// <summary>The column to predict.</summary>
    public required string Target { get; init; }

    /// <summary>The task; null infers it from the column.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>The classes as the data spells them, in the order of their values; null, or where they are not those of the column, spells numbers plainly.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>For two classes: the positive one, of which figures and the threshold are; null means the second in order.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>The columns to predict from; null means all that can help.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Features that predictions may lack, although the training rows always have them.</summary>
    public IReadOnlyList<string> MayLack { get; init; } = [];

    /// <summary>Steps of feature engineering; each is fitted on the training rows of a division alone.</summary>
    public IReadOnlyList<FeatureStep> Steps { get; init; } = [];

    /// <summary>The names of the learners; null means all that can do the task.</summary>
    public IReadOnlyList<string>? Learners { get; init; }

    /// <summary>The name of the metric that trials are judged by; null means the task's default.</summary>
    public string? Metric { get; init; }

    /// <summary>The most trials, at least 1. The baseline does not count unless it is asked for by name.</summary>
    public int Trials { get; init; } = SearchDefaults.Trials;

    /// <summary>The most time, the final fit included; null means as long as it takes.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>How trials are judged.</summary>
    public ValidationPlan Validation { get; init; } = new();

    /// <summary>The column that says how much each row counts in learning; null counts all alike. It is no feature.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>What is done about rare classes.</summary>
    public ImbalanceTreatment Imbalance { get; init; }

    /// <summary>
    /// For binary: the name of the metric whose best value on the validation rows sets the winner's threshold; null leaves it at 0.5.
    /// </summary>
    public string? ThresholdMetric { get; init; }

    /// <summary>Starts every random choice.</summary>
    public int Seed { get; init; } = SearchDefaults.Seed;

    /// <summary>Hyper-parameters that the search must not vary, by learner.</summary>
    public IReadOnlyDictionary<string, Hyperparameters> Fixed { get; init; } = new Dictionary<string, Hyperparameters>();

    /// <summary>What proposes hyper-parameters after each learner's first trial.</summary>
    public ISampler Sampler { get; init; } = SamplerCatalog.Default;

    /// <summary>What stops hopeless trials early; null lets every trial run to its end.</summary>
    public IPruner? Pruner { get; init; } = PrunerCatalog.Default;

    /// <summary>
    /// The longest that the prediction of a single row may take, encoding included; null for no limit. A slower trial cannot win.
    /// </summary>
    public TimeSpan? MaxRowTime { get; init; }

    /// <summary>How the winner's probabilities are calibrated, by its answers on the validation rows; before a threshold is tuned.</summary>
    public CalibrationMethod Calibration { get; init; }

    /// <summary>
    /// Whether a weighted mean of several trials' models may win: when it is better than the best single one on the validation rows, and
    /// there is time to fit its members again.
    /// </summary>
    public bool Ensemble { get; init; }

    /// <summary>
    /// The trials of an earlier attempt at the same plan, from number 1 on without a gap: the search goes on behind them as if it had
    /// never stopped, and their time counts towards the budget.
    /// </summary>
    public IReadOnlyList<TrialResult> Past { get; init; } = [];

    /// <summary>The outer folds that an earlier attempt at the same plan measured: they are not measured again, and their time counts.</summary>
    public IReadOnlyList<OuterFold> PastFolds { get; init; } = [];

    /// <summary>
    /// How many trials are proposed at once and run side by side, each on its part of the threads: the proposals of a batch do not know
    /// what comes out of the others. The result depends on it, but not on how many of them really run at once.
    /// </summary>
    public int ParallelTrials { get; init; } = SearchDefaults.ParallelTrials;

    /// <summary>Threads that may work at once. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The data set's name, for the model's papers.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The data set's version, for the model's papers.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The data set's SHA-256, for the model's papers.</summary>
    public string? DatasetSha256 { get; init; }
}
