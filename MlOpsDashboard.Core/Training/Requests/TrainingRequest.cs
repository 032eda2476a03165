using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>What a training job shall do, in the words of the REST contract. Null leaves a choice to the program.</summary>
public sealed record TrainingRequest
{
    /// <summary>The name under which the model is registered.</summary>
    public string? ModelName { get; init; }

    /// <summary>The data set's name.</summary>
    public string? Dataset { get; init; }

    /// <summary>The data set's version; null means the latest at the moment of asking.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The column to predict.</summary>
    public string? Target { get; init; }

    /// <summary><c>binary</c>, <c>multiclass</c>, <c>regression</c>; null infers it.</summary>
    public string? Task { get; init; }

    /// <summary>
    /// For two classes: the positive one, of which precision, recall, F1, PR AUC, curves and the threshold are. A number or a boolean may be
    /// one. Null means the word that says yes (1, True), else the last in order.
    /// </summary>
    [JsonConverter(typeof(ClassNameConverter))]
    public string? PositiveClass { get; init; }

    /// <summary>The columns to predict from; null means all that are fit for it.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Columns that predictions may lack although the training data always has them; null means none. Others are refused when they lack them.</summary>
    public IReadOnlyList<string>? MayLack { get; init; }

    /// <summary>Steps of feature engineering, in any order; each is fitted on training rows alone. Null means none.</summary>
    public IReadOnlyList<FeatureStepRequest>? FeatureSteps { get; init; }

    /// <summary>The names of the learners to try; null means all that fit the task.</summary>
    public IReadOnlyList<string>? Learners { get; init; }

    /// <summary>The name of the metric to judge by; null takes the task's usual one.</summary>
    public string? Metric { get; init; }

    /// <summary>How many trials at most; default 20.</summary>
    public int? Trials { get; init; }

    /// <summary>How many trials are proposed at once and run side by side, at most as many as there are threads; default 1.</summary>
    public int? ParallelTrials { get; init; }

    /// <summary>How long at most, in seconds; default 120.</summary>
    public double? TimeBudgetSeconds { get; init; }

    /// <summary>How trials are judged; null means a holdout of 20 %.</summary>
    public ValidationRequest? Validation { get; init; }

    /// <summary>
    /// A column of numbers above 0 that say how much each row counts in learning, such as how many cases it stands for; null counts all alike.
    /// It is no feature, and trials are judged and measured with all rows counting alike.
    /// </summary>
    public string? WeightColumn { get; init; }

    /// <summary>What is done about rare classes: <c>none</c>, <c>smote</c>, <c>class_weight</c>, <c>oversample</c> or <c>undersample</c>; null means none.</summary>
    public string? Imbalance { get; init; }

    /// <summary>
    /// For two classes: the metric (such as <c>f1</c> or <c>mcc</c>) whose best value on the validation rows sets the threshold from which
    /// on the positive class is said; null leaves it at 0.5.
    /// </summary>
    public string? Threshold { get; init; }

    /// <summary>What proposes hyper-parameters: <c>tpe</c> or <c>random</c>; null means tpe.</summary>
    public string? Sampler { get; init; }

    /// <summary>What stops hopeless trials: <c>median</c>, <c>successive_halving</c>, <c>hyperband</c> or <c>none</c>; null means median.</summary>
    public string? Pruner { get; init; }

    /// <summary>How long the prediction of one row may take, in milliseconds, encoding included; null for no limit.</summary>
    public double? MaxPredictMs { get; init; }

    /// <summary>
    /// How the winner's probabilities are brought to what is observed: <c>none</c>, <c>platt</c> or <c>isotonic</c>; null means none.
    /// </summary>
    public string? Calibration { get; init; }

    /// <summary>
    /// Whether a weighted mean of several trials may win, when it is better on the validation rows than the best of them alone; default true.
    /// </summary>
    public bool? Ensemble { get; init; }

    /// <summary>Starts all randomness; default 42.</summary>
    public int? Seed { get; init; }

    /// <summary>The experiment that the runs belong to; null takes the model's name.</summary>
    public string? Experiment { get; init; }

    /// <summary>
    /// Values that the search leaves alone: either by name for all learners that know the name, or by learner and name.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Hyperparameters { get; init; }

    /// <summary>Whether the winner is registered; default true.</summary>
    public bool? Register { get; init; }
}
