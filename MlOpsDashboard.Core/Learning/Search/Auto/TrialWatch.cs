using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search.Pruning;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Looks on while a trial runs, and stops it when it is hopeless or the time is up.</summary>
internal sealed class TrialWatch(
    TrainingSetup setup,
    BudgetClock budget,
    TimeSpan reserve,
    TimeSpan most,
    IReadOnlyList<TrialCurve> finished,
    Trial trial,
    Action<TrainerEvent> tell)
{
    // Judging, telling and saving take a little too.
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(50);

    private readonly TimeSpan _start = budget.Elapsed;
    private readonly List<double> _losses = [];
    private int _fold;

    public bool Pruned { get; private set; }

    public bool CutShort { get; private set; }

    /// <summary>The loss on the validation rows after each step of the first fold; empty when it is not measured.</summary>
    public IReadOnlyList<double> Losses => _losses;

    public void BeginFold(int fold) => _fold = fold;

    /// <summary>Takes a step; false stops the fit.</summary>
    public bool OnProgress(TrainingProgress progress)
    {
        if (_fold == 0)
        {
            tell(new TrainerEvent.TrialStepped(trial.Number, progress));

            // A loss on training rows ("loss") says nothing about which hyper-parameters are better.
            if (MetricCatalog.Find(progress.Metric) is Metric metric)
            {
                _losses.Add(metric.ToLoss(progress.Value));
                if (setup.Plan.Pruner?.ShouldPrune(new TrialCurve(trial.Number, _losses), finished) == true)
                {
                    Pruned = true;
                    return false;
                }
            }
        }

        // Should this trial win, fitting it again takes as long as it has taken, and a little longer for more rows.
        TimeSpan spent = budget.Elapsed - _start;
        TimeSpan again = (spent / (_fold + 1) * setup.Fit.Length / Math.Max(1, setup.Folds[0].Training.Length)) + budget.Closing;
        TimeSpan kept = again > reserve ? again : reserve;
        if (spent >= most / setup.Folds.Count * (_fold + 1) || budget.Left <= s_margin + kept)
        {
            CutShort = true;
            return false;
        }

        return true;
    }
}
