using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// Calibrates the winner's probabilities by its answers on the validation rows, which its model was not fitted on then, and tunes its
/// threshold anew by the calibrated ones.
/// </summary>
/// <param name="setup">The set-up.</param>
/// <param name="encoder">Encodes the rows.</param>
/// <param name="budget">The time.</param>
/// <param name="tell">Takes events.</param>
internal sealed class WinnerCalibrator(TrainingSetup setup, FoldEncoder encoder, BudgetClock budget, Action<TrainerEvent> tell)
{
    /// <summary>Calibrates, when the plan says so.</summary>
    /// <param name="winner">The winner.</param>
    /// <param name="trial">The trial that a single winner comes from.</param>
    /// <param name="cancellationToken">Once cancelled, a trial of before a restart is not run again.</param>
    public Winner Calibrate(Winner winner, Trial trial, CancellationToken cancellationToken)
    {
        if (setup.Plan.Calibration == CalibrationMethod.None)
        {
            return winner;
        }

        IReadOnlyList<ScoredRows> scored = winner.Scored.Count > 0 ? winner.Scored : Again(trial, cancellationToken);
        if (scored.Count == 0)
        {
            tell(new TrainerEvent.Logged("There is no time left to ask the best trial about the validation rows again: its probabilities are not calibrated.", Warning: true));
            return winner;
        }

        ScoredRows rows = FoldFigures.Pooled(scored);
        ICalibrationCurve[] curves = Calibrator.Fit(setup.Plan.Calibration, rows);
        tell(new TrainerEvent.Logged($"Probabilities are calibrated ({setup.Plan.Calibration.ToString().ToLowerInvariant()}) by {rows.Rows} answers on validation rows."));
        return winner with
        {
            Result = winner.Result with { Threshold = setup.ThresholdBy(Calibrator.Apply(curves, rows)) },
            Fitted = winner.Fitted with { Model = new CalibratedModel(winner.Fitted.Model, curves) },
        };
    }

    // The answers of a trial of before a restart are gone. It is seeded, so that it gives the same ones again.
    private IReadOnlyList<ScoredRows> Again(Trial trial, CancellationToken cancellationToken)
    {
        try
        {
            FittedTrial again = new TrialRunner(setup, encoder, budget, setup.Plan.Threads, _ => { }).Run(trial, [], TimeSpan.Zero, TimeSpan.MaxValue, cancellationToken);
            return again.Result.CutShort ? [] : again.Scored;
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }
}
