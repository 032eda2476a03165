using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Fits trials again on training and validation rows together.</summary>
/// <param name="setup">The set-up.</param>
/// <param name="encoder">Encodes the rows.</param>
/// <param name="budget">The time.</param>
/// <param name="tell">Takes events.</param>
internal sealed class WinnerFitter(TrainingSetup setup, FoldEncoder encoder, BudgetClock budget, Action<TrainerEvent> tell)
{
    // Fitting again needs no judging of steps, so it may take less time than the trial did.
    private const double WorthTrying = 0.6;

    private readonly Dictionary<int, FittedWinner> _fitted = [];

    private const string NoTime = "There is no time left to fit the best model again on all rows: it stays as its trial left it.";

    /// <summary>Fits the best trial again, or leaves it as it is when there is no time or something goes wrong.</summary>
    /// <param name="best">The best trial.</param>
    /// <param name="cancellationToken">Once cancelled, the trial's own model is taken, without fitting again.</param>
    public FittedWinner Fit(FittedTrial best, CancellationToken cancellationToken)
    {
        if (best.Remembered)
        {
            // There is nothing to fall back on: it takes the time that it takes.
            tell(new TrainerEvent.StageBegan("fitting the winner"));
            return FitOnAll(best.Trial, best.Result, () => false, cancellationToken);
        }

        var asItIs = new FittedWinner(best.Pipeline!, best.Model!, best.TrainingRows, Refitted: false);
        if (cancellationToken.IsCancellationRequested || budget.Left <= best.RefitEstimate(setup) * WorthTrying)
        {
            tell(new TrainerEvent.Logged(NoTime));
            return asItIs;
        }

        try
        {
            tell(new TrainerEvent.StageBegan("fitting the winner"));
            bool cut = false;
            FittedWinner again = FitOnAll(best.Trial, best.Result, () => cut |= budget.Left <= budget.Closing / 2, cancellationToken);
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

    /// <summary>Fits a trial on all rows but the test ones.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="result">What came out of it.</param>
    /// <param name="isOver">Asked at each step; true ends the fit with the model as it is then.</param>
    /// <param name="cancellationToken">Ends the fit with an exception.</param>
    public FittedWinner FitOnAll(Trial trial, TrialResult result, Func<bool> isOver, CancellationToken cancellationToken)
    {
        if (_fitted.TryGetValue(trial.Number, out FittedWinner? before))
        {
            return before;
        }

        EncodedFold all = encoder.Whole(trial.Learner, cancellationToken);
        if (all.Pipeline.Width == 0 && trial.Learner.UsesFeatures)
        {
            throw new InvalidOperationException(TrialRunner.NothingVaries);
        }

        bool ended = false;
        IFittedModel model = trial.Learner.Fit(all.Training, Final(trial, result), new TrainingContext
        {
            Seed = trial.Seed,
            Threads = setup.Plan.Threads,
            CancellationToken = cancellationToken,
            Progress = _ => !(ended |= isOver()),
        });
        var fitted = new FittedWinner(all.Pipeline, model, all.Training.Rows, Refitted: true);
        if (!ended)
        {
            _fitted.Add(trial.Number, fitted);
        }

        return fitted;
    }

    /// <summary>What a trial is fitted with again: without validation rows there is no early stopping, so the steps that it kept are set.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="result">What came out of it.</param>
    public static Hyperparameters Final(Trial trial, TrialResult result) =>
        trial.Learner.StepParameter is string name && result.Steps > 0 ? trial.Hyperparameters.With(name, result.Steps) : trial.Hyperparameters;
}
