using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Measures the winner on the rows that were set aside at the start, and puts the model with its papers together.</summary>
/// <param name="setup">The set-up.</param>
/// <param name="budget">The time.</param>
/// <param name="tell">Takes events.</param>
internal sealed class WinnerJudge(TrainingSetup setup, BudgetClock budget, Action<TrainerEvent> tell)
{
    // More columns than this, or no time: the model's own importance stands in for shuffling each column.
    // A value that no training row lacked is taken as the encoders take one: as the typical one, or down the trees' usual way.
    private IReadOnlyList<FeatureSignature> Inputs(FeaturePipeline pipeline) =>
        [.. pipeline.Inputs.Select(feature => setup.Plan.MayLack.Contains(feature.Name, StringComparer.Ordinal) ? feature with { Nullable = true } : feature)];

    private const int MaxShuffledColumns = 100;

    // Who cancels waits for no more rows than these.
    private const int MostRowsOfCancelled = 5_000;

    /// <summary>Measures.</summary>
    /// <param name="winner">What won.</param>
    /// <param name="cancellationToken">
    /// Once cancelled, or when the time is up, neither importance nor intervals are measured; once cancelled, of many rows a part is answered.
    /// </param>
    public (TrainedModel Model, Curves Curves) Judge(Winner winner, CancellationToken cancellationToken)
    {
        (FeaturePipeline pipeline, IFittedModel model, int rows, _) = winner.Fitted;
        tell(new TrainerEvent.StageBegan("evaluating"));
        (TrainingData test, float[] outputs) = Answers(pipeline, model, cancellationToken);
        using CancellationTokenSource deadline = budget.Deadline(budget.Left);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var scored = new ScoredRows(setup.Task, test.Target, outputs, test.ClassCount, winner.Result.Threshold) { Quantile = setup.Quantile, Offset = setup.Target.Offset };
        var signature = new ModelSignature(Inputs(pipeline), setup.Plan.Target, setup.Task, setup.Target.Classes, Ignored(pipeline))
        {
            TargetReading = setup.Target.Reading,
            PositiveClassIsDefault = setup.Task == TaskKind.Binary ? setup.Plan.PositiveClass is null : null,
        };
        var metadata = new ModelMetadata
        {
            Learner = winner.Result.Learner,
            Hyperparameters = winner.Hyperparameters,
            Seed = setup.Plan.Seed,
            Threshold = winner.Result.Threshold,
            TrainingRows = rows,
            Quantile = setup.Quantile,
            Metrics = MetricCatalog.Evaluate(scored),
            Intervals = IntervalsOf(scored, either.Token),
            MetricsSource = $"{test.Rows} {(setup.Plan.Validation.Strategy == ValidationStrategy.Time ? "latest" : "random")} rows set aside before training",
            Importance = ImportanceOf(pipeline, model, test, either.Token),
            DatasetName = setup.Plan.DatasetName,
            DatasetVersion = setup.Plan.DatasetVersion,
            DatasetSha256 = setup.Plan.DatasetSha256,
        };
        var background = BackgroundRows.Sample(pipeline, setup.Table, setup.Fit, setup.Plan.Seed);
        var trained = new TrainedModel(signature with { TargetOffset = setup.Target.Offset }, pipeline, model, metadata) { Background = background };
        return (trained, CurvesOf(scored, model, test));
    }

    private Curves CurvesOf(ScoredRows scored, IFittedModel model, TrainingData test)
    {
        Curves curves = Curves.Of(scored, setup.Target.Classes);
        if (model is not CalibratedModel calibrated)
        {
            return curves;
        }

        float[] outputs = new float[scored.Outputs.Length];
        calibrated.Inner.PredictBatch(test.Features, outputs, setup.Plan.Threads, CancellationToken.None);
        var before = new ScoredRows(setup.Task, test.Target, outputs, test.ClassCount);
        Curves uncalibrated = Curves.Of(before, setup.Target.Classes);
        return curves with
        {
            BeforeCalibration = new Uncalibrated(uncalibrated.Calibration, uncalibrated.CalibrationError ?? double.NaN, ProbabilityMetrics.Brier(before)),
        };
    }

    private (TrainingData Test, float[] Outputs) Answers(FeaturePipeline pipeline, IFittedModel model, CancellationToken cancellationToken)
    {
        try
        {
            return AnswersTo(setup.Test, pipeline, model, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return AnswersTo(FewOf(setup.Test), pipeline, model, CancellationToken.None);
        }
    }

    private (TrainingData Test, float[] Outputs) AnswersTo(int[] rows, FeaturePipeline pipeline, IFittedModel model, CancellationToken cancellationToken)
    {
        var test = new TrainingData
        {
            Features = pipeline.Transform(setup.Table, rows, cancellationToken),
            Target = setup.AnswersOf(rows),
            Task = setup.Task,
            ClassCount = setup.Target.Classes.Count,
            Offset = setup.Target.Offset,
        };
        float[] outputs = new float[test.Rows * model.OutputCount];
        model.PredictBatch(test.Features, outputs, setup.Plan.Threads, cancellationToken);
        return (test, outputs);
    }

    private int[] FewOf(int[] rows)
    {
        if (rows.Length <= MostRowsOfCancelled)
        {
            return rows;
        }

        int[] few = [.. rows];
        new SeededRandom(setup.Plan.Seed).Shuffle<int>(few);
        return few[..MostRowsOfCancelled];
    }

    private List<IgnoredColumn> Ignored(FeaturePipeline pipeline) =>
    [
        .. pipeline.Ignored,
        .. setup.Table.Columns
            .Select(column => column.Name)
            .Where(name => name != setup.Plan.Target && !setup.Features.Contains(name))
            .Select(name => new IgnoredColumn(name, "It was not chosen as a feature.")),
    ];

    private SortedDictionary<string, MetricInterval> IntervalsOf(ScoredRows scored, CancellationToken cancellationToken)
    {
        try
        {
            return BootstrapIntervals.Of(scored, setup.Plan.Seed, setup.Plan.Threads, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new SortedDictionary<string, MetricInterval>(StringComparer.Ordinal);
        }
    }

    private SortedDictionary<string, double> ImportanceOf(
        FeaturePipeline pipeline, IFittedModel model, TrainingData test, CancellationToken cancellationToken)
    {
        if (pipeline.Inputs.Count <= MaxShuffledColumns && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                return PermutationImportance.Measure(model, test, setup.Metric, setup.Quantile, setup.Plan.Seed, setup.Plan.Threads, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                tell(new TrainerEvent.Logged("There was no time to measure importances: the model's own stand in."));
            }
        }

        return SourceImportance.Of(pipeline.Features, model.Importance);
    }
}
