using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// Makes the model of the best trial: fits it again on training and validation rows together, and measures it on the rows that were
/// set aside at the start.
/// </summary>
/// <param name="setup">The set-up.</param>
/// <param name="encoder">Encodes the rows.</param>
/// <param name="budget">The time.</param>
/// <param name="tell">Takes events.</param>
internal sealed class WinnerFitter(TrainingSetup setup, FoldEncoder encoder, BudgetClock budget, Action<TrainerEvent> tell)
{
    // More columns than this, or no time: the model's own importance stands in for shuffling each column.
    private const int MaxShuffledColumns = 100;

    // Fitting again needs no judging of steps, so it may take less time than the trial did.
    private const double WorthTrying = 0.6;

    private const string NoTime = "There is no time left to fit the best model again on all rows: it stays as its trial left it.";

    private static readonly TimeSpan s_shuffleTime = TimeSpan.FromSeconds(1);

    /// <summary>Makes the model.</summary>
    /// <param name="best">The best trial.</param>
    /// <param name="cancellationToken">Once cancelled, the trial's own model is taken, without fitting again.</param>
    public (TrainedModel Model, Curves Curves, bool Refitted) Make(FittedTrial best, CancellationToken cancellationToken)
    {
        (FeaturePipeline pipeline, IFittedModel model, int rows, bool refitted) = Refit(best, cancellationToken);
        tell(new TrainerEvent.StageBegan("evaluating"));
        TrainingData test = TestRows(pipeline);
        float[] outputs = new float[test.Rows * model.OutputCount];
        model.PredictBatch(test.Features, outputs, setup.Plan.Threads, CancellationToken.None);
        var scored = new ScoredRows(setup.Task, test.Target, outputs, test.ClassCount, best.Result.Threshold);
        var signature = new ModelSignature(pipeline.Inputs, setup.Plan.Target, setup.Task, setup.Target.Classes, Ignored(pipeline));
        var metadata = new ModelMetadata
        {
            Learner = best.Trial.Learner.Name,
            Hyperparameters = Final(best),
            Seed = setup.Plan.Seed,
            Threshold = best.Result.Threshold,
            TrainingRows = rows,
            Metrics = MetricCatalog.Evaluate(scored),
            MetricsSource = $"{test.Rows} {(setup.Plan.Validation.Strategy == ValidationStrategy.Time ? "latest" : "random")} rows set aside before training",
            Importance = ImportanceOf(pipeline, model, test, cancellationToken),
            DatasetName = setup.Plan.DatasetName,
            DatasetVersion = setup.Plan.DatasetVersion,
            DatasetSha256 = setup.Plan.DatasetSha256,
        };
        var background = BackgroundRows.Sample(pipeline, setup.Table, setup.Fit, setup.Plan.Seed);
        return (new TrainedModel(signature, pipeline, model, metadata) { Background = background }, Curves.Of(scored, setup.Target.Classes), refitted);
    }

    private (FeaturePipeline Pipeline, IFittedModel Model, int Rows, bool Refitted) Refit(FittedTrial best, CancellationToken cancellationToken)
    {
        if (best.Remembered)
        {
            // There is nothing to fall back on: it takes the time that it takes.
            return FitOnAll(best, () => false, cancellationToken);
        }

        (FeaturePipeline, IFittedModel, int, bool) asItIs = (best.Pipeline!, best.Model!, best.TrainingRows, false);
        if (cancellationToken.IsCancellationRequested || budget.Left <= best.RefitEstimate(setup) * WorthTrying)
        {
            tell(new TrainerEvent.Logged(NoTime));
            return asItIs;
        }

        try
        {
            bool cut = false;
            (FeaturePipeline, IFittedModel, int, bool) again = FitOnAll(best, () => cut |= budget.Left <= TimeSpan.Zero, cancellationToken);
            if (cut && !best.Result.CutShort)
            {
                tell(new TrainerEvent.Logged(NoTime));
                return asItIs;
            }

            return again;
        }
        catch (OperationCanceledException)
        {
            tell(new TrainerEvent.Logged("Cancelled while the best model was fitted again: it stays as its trial left it."));
            return asItIs;
        }
        catch (Exception exception)
        {
            // The trial's model is there and was judged: a job must not end with nothing because of the last step.
            tell(new TrainerEvent.Logged($"The best model could not be fitted again ({exception.Message}): it stays as its trial left it.", Warning: true));
            return asItIs;
        }
    }

    private (FeaturePipeline Pipeline, IFittedModel Model, int Rows, bool Refitted) FitOnAll(
        FittedTrial best, Func<bool> isOver, CancellationToken cancellationToken)
    {
        tell(new TrainerEvent.StageBegan("fitting the winner"));
        encoder.Clear();
        EncodedFold all = encoder.Encode(setup.Fit, null, best.Trial.Learner, cancellationToken);
        if (all.Pipeline.Width == 0 && best.Trial.Learner.UsesFeatures)
        {
            throw new InvalidOperationException(TrialRunner.NothingVaries);
        }

        IFittedModel model = best.Trial.Learner.Fit(all.Training, Final(best), new TrainingContext
        {
            Seed = best.Trial.Seed,
            Threads = setup.Plan.Threads,
            CancellationToken = cancellationToken,
            Progress = _ => !isOver(),
        });
        return (all.Pipeline, model, all.Training.Rows, true);
    }

    // Without validation rows there is no early stopping: the steps that the trial kept are set instead.
    private static Hyperparameters Final(FittedTrial best) =>
        best.Trial.Learner.StepParameter is string name && best.Result.Steps > 0
            ? best.Trial.Hyperparameters.With(name, best.Result.Steps)
            : best.Trial.Hyperparameters;

    private TrainingData TestRows(FeaturePipeline pipeline) => new()
    {
        Features = pipeline.Transform(setup.Table, setup.Test),
        Target = setup.AnswersOf(setup.Test),
        Task = setup.Task,
        ClassCount = setup.Target.Classes.Count,
    };

    private List<IgnoredColumn> Ignored(FeaturePipeline pipeline) =>
    [
        .. pipeline.Ignored,
        .. setup.Table.Columns
            .Select(column => column.Name)
            .Where(name => name != setup.Plan.Target && !setup.Features.Contains(name))
            .Select(name => new IgnoredColumn(name, "It was not chosen as a feature.")),
    ];

    private SortedDictionary<string, double> ImportanceOf(
        FeaturePipeline pipeline, IFittedModel model, TrainingData test, CancellationToken cancellationToken)
    {
        if (pipeline.Inputs.Count <= MaxShuffledColumns && !cancellationToken.IsCancellationRequested && budget.Left > s_shuffleTime)
        {
            try
            {
                return PermutationImportance.Measure(model, test, setup.Metric, setup.Plan.Seed, setup.Plan.Threads, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                tell(new TrainerEvent.Logged("Cancelled while importances were measured: the model's own stand in."));
            }
        }

        return SourceImportance.Of(pipeline.Features, model.Importance);
    }
}
