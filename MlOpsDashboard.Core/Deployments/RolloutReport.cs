namespace MlOpsDashboard.Core.Deployments;

/// <summary>What was last measured of a roll-out, stored at each look.</summary>
public sealed record RolloutReport
{
    /// <summary>What the candidate is held to.</summary>
    public IReadOnlyList<RolloutGate> Gates { get; init; } = [];

    /// <summary>Requests of the present step that the stable version answered.</summary>
    public long StableRequests { get; init; }

    /// <summary>Requests of the present step that the candidate answered, or would have.</summary>
    public long CandidateRequests { get; init; }

    /// <summary>The counts behind it, for whoever goes on after a restart.</summary>
    public string? Counts { get; init; }
}
