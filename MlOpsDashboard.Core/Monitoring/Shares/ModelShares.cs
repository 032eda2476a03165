namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>How the traffic of a model was shared, and whether it was meant to be so.</summary>
public sealed record ModelShares
{
    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The judgement.</summary>
    public required ShareVerdict Verdict { get; init; }

    /// <summary>Answered requests that count.</summary>
    public required long Requests { get; init; }

    /// <summary>
    /// Answered requests within a few seconds (or the stretch of the series) of a change of the plan. Either plan may have
    /// sent them, so they do not count.
    /// </summary>
    public required long TransitionRequests { get; init; }

    /// <summary>Requests answered by a version that was to get none.</summary>
    public required long UnplannedRequests { get; init; }

    /// <summary>Pearson's statistic, added up over the periods; null when no period could be tested.</summary>
    public required double? ChiSquare { get; init; }

    /// <summary>Its degrees of freedom.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>The probability of such a difference by chance alone; null when no period could be tested.</summary>
    public required double? PValue { get; init; }

    /// <summary>The versions that had traffic or were meant to have some, the latest first.</summary>
    public required IReadOnlyList<VersionShare> Versions { get; init; }

    /// <summary>Traffic that no plan shared out.</summary>
    public required IReadOnlyList<PinnedTraffic> Pinned { get; init; }
}
