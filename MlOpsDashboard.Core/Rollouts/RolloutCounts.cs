using MlOpsDashboard.Core.Statistics;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Everything that a roll-out is judged by; stored at each look, so that a restart goes on where it was.</summary>
internal sealed class RolloutCounts
{
    /// <summary>The step that the arms are counted in.</summary>
    public int Step { get; set; }

    /// <summary>The stable version in the step.</summary>
    public StepCounts Stable { get; set; } = new();

    /// <summary>The candidate in the step.</summary>
    public StepCounts Candidate { get; set; } = new();

    /// <summary>The stable version's 99th percentile of latency, in milliseconds, fixed once it had enough answers: from then on more is slow.</summary>
    public double? SlowMs { get; set; }

    /// <summary>The latest truth that was looked at.</summary>
    public long TruthCursor { get; set; }

    /// <summary>The losses of the stable version in the whole roll-out.</summary>
    public MeanSummary StableLoss { get; set; }

    /// <summary>The losses of the candidate in the whole roll-out.</summary>
    public MeanSummary CandidateLoss { get; set; }

    /// <summary>Whether a loss is 1 for a wrong class and 0 for a right one.</summary>
    public bool LossesAreShares { get; set; }

    /// <summary>Requests that both have answered, for a shadow.</summary>
    public long Compared { get; set; }

    /// <summary>Those of which both say the same.</summary>
    public long Agreed { get; set; }

    /// <summary>Requests that a shadow did not get to answer.</summary>
    public long Dropped { get; set; }

    /// <summary>Begins a step: the arms count anew, what was learned of them stays.</summary>
    /// <param name="step">The step.</param>
    public void Begin(int step) => (Step, Stable, Candidate) = (step, new(), new());
}
