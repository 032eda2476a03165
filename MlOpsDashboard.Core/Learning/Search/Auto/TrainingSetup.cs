using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>A plan held against its table: what is predicted from what, by whom, on which rows.</summary>
internal sealed record TrainingSetup
{
    public required DataTable Table { get; init; }

    public required TrainingPlan Plan { get; init; }

    public required TargetColumn Target { get; init; }

    /// <summary>How much each row of the table counts in learning, 1 on average; null when all count alike.</summary>
    public float[]? Weights { get; init; }

    public required Metric Metric { get; init; }

    public required IReadOnlyList<ILearner> Learners { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Rows that only the winner is measured on, once.</summary>
    public required int[] Test { get; init; }

    /// <summary>All the other rows that have an answer.</summary>
    public required int[] Fit { get; init; }

    /// <summary>Divisions of <see cref="Fit"/> that trials are judged by.</summary>
    public required IReadOnlyList<RowSplit> Folds { get; init; }

    /// <summary>Rows without an answer.</summary>
    public required int Dropped { get; init; }

    /// <summary>Rows with an answer but without a time, where time divides the rows.</summary>
    public int Untimed { get; init; }

    public PipelineOptions PipelineOptions { get; init; } = PipelineOptions.Default;

    public TaskKind Task => Target.Task;

    /// <summary>The quantile that the pinball loss is of: the one that a learner was told to predict, else the median.</summary>
    public double Quantile => Plan.Fixed.Values
        .Where(values => values.Word("loss", "") == "quantile")
        .Select(values => values.Double("quantile", 0.5))
        .FirstOrDefault(0.5);

    /// <summary>From which probability on the answer is the positive class: tuned on some rows where the plan says so, else 0.5.</summary>
    public double ThresholdBy(ScoredRows rows) => Task == TaskKind.Binary && Plan.ThresholdMetric is { } tuned
        ? ThresholdTuner.Tune(rows, MetricCatalog.Find(tuned)!)
        : 0.5;

    /// <summary>The answers of some rows.</summary>
    public float[] AnswersOf(int[] rows) => Array.ConvertAll(rows, row => Target.Values[row]);
}
