using MlOpsDashboard.Core.Statistics.Sequential;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>What a detector says of the errors.</summary>
public sealed record ConceptDetector
{
    /// <summary>Its name: <c>adwin</c>, <c>ddm</c>, <c>eddm</c>, <c>hddm_a</c>, <c>hddm_w</c>, <c>page_hinkley</c> or <c>kswin</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the verdict rests on it. The others alarm too often where nothing has changed.</summary>
    public required bool Decides { get; init; }

    /// <summary>What it thinks after the last labelled prediction.</summary>
    public required ChangeState State { get; init; }

    /// <summary>How often it has alarmed.</summary>
    public required int AlarmCount { get; init; }

    /// <summary>The latest alarms, the oldest first.</summary>
    public required IReadOnlyList<ConceptAlarm> Alarms { get; init; }
}
