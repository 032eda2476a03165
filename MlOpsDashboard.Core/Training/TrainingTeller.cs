using System.Globalization;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search.Auto;

namespace MlOpsDashboard.Core.Training;

/// <summary>Tells of a search, event by event, in the journal of its job.</summary>
internal sealed class TrainingTeller(TrainingJournal journal, Metric metric)
{
    /// <summary>Tells how far an attempt before this one had come.</summary>
    /// <param name="past">Its trials.</param>
    public void Remember(IReadOnlyList<TrialResult> past)
    {
        TrialResult? best = metric.Best(past.Where(trial => trial.IsJudged), trial => trial.Value);
        journal.Update(row => (row.TrialsDone, row.BestLearner, row.BestMetric, row.BestValue) = (past.Count, best?.Learner, metric.Name, Finite(best?.Value ?? double.NaN)));
    }

    /// <summary>Tells of an event.</summary>
    /// <param name="happened">The event.</param>
    public void Tell(TrainerEvent happened)
    {
        switch (happened)
        {
            case TrainerEvent.StageBegan stage:
                journal.Update(row => row.Stage = stage.Stage);
                break;
            case TrainerEvent.Progressed progress:
                journal.Update(row => row.Progress = Math.Clamp(progress.Share, row.Progress, 1));
                break;
            case TrainerEvent.TrialBegan trial:
                journal.Update(row => row.Stage = $"trial {trial.Number}: {trial.Learner}");
                break;
            case TrainerEvent.TrialEnded ended:
                journal.Update(row => row.TrialsDone += ended.Result.IsEnsemble ? 0 : 1);
                journal.Log(Describe(ended.Result));
                break;
            case TrainerEvent.BestChanged best:
                journal.Update(row => (row.BestLearner, row.BestValue) = (best.Best.Learner, Finite(best.Best.Value)));
                break;
            case TrainerEvent.OuterFoldEnded ended:
                journal.Update(row => row.OuterFolds = [.. row.OuterFolds, ended.Fold]);
                break;
            case TrainerEvent.Logged line:
                journal.Log(line.Message, line.Warning ? "warning" : "info");
                break;
            default:
                break;
        }
    }

    private string Describe(TrialResult result) => result.Outcome == TrialOutcome.Finished
        ? string.Create(CultureInfo.InvariantCulture, $"Trial {result.Number}: {result.Learner}, {metric.Name} {result.Value:0.#####} in {result.Duration.TotalSeconds:0.0} s.")
        : string.Create(CultureInfo.InvariantCulture, $"Trial {result.Number}: {result.Learner} {Ended(result.Outcome)} after {result.Duration.TotalSeconds:0.0} s.");

    private static string Ended(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Failed => "failed",
        TrialOutcome.TooSlow => "was too slow",
        _ => "was pruned",
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
