namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>A moment at which a detector noticed a change.</summary>
/// <param name="Row">The labelled prediction at which it did, counted from 1 among those that were looked at.</param>
/// <param name="At">When that prediction was made, UTC.</param>
/// <param name="Before">The mean error from the detector's alarm before this one until shortly before this one.</param>
/// <param name="After">The mean error of the last predictions up to this one.</param>
public sealed record ConceptAlarm(int Row, DateTimeOffset At, double Before, double After)
{
    /// <summary>Whether errors have become more, and not fewer.</summary>
    public bool Worse => After > Before;
}
