using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>A comparison of versions on live traffic, or what became of it. Immutable: each change makes a new one.</summary>
public sealed record AbTest
{
    /// <summary>Ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version in production when it began.</summary>
    public required int ChampionVersion { get; init; }

    /// <summary>The versions that are compared with it.</summary>
    public required IReadOnlyList<int> ChallengerVersions { get; init; }

    /// <summary>The shares of the requests that take part: the champion's, then the challengers'; they add up to 1.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>How it is judged.</summary>
    public required AbTestSettings Settings { get; init; }

    /// <summary>The number of values for which the intervals are tightest; fixed by the forecast at the start.</summary>
    public required double Tightest { get; init; }

    /// <summary>How far it is.</summary>
    public required AbTestState State { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Who began it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The version that won; null while nobody has, or when nobody did.</summary>
    public int? Winner { get; init; }

    /// <summary>Why it ended, or why the winner could not be promoted.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it was begun.</summary>
    public string? Comment { get; init; }

    /// <summary>What happened, the earliest first.</summary>
    public IReadOnlyList<AbTestEvent> Events { get; init; } = [];

    /// <summary>Counts its changes.</summary>
    public int Revision { get; init; }

    /// <summary>What was last measured.</summary>
    [JsonIgnore]
    public AbTestReport Report { get; init; } = new();

    /// <summary>Whether it goes on.</summary>
    [JsonIgnore]
    public bool IsOpen => EndedAt is null;

    /// <summary>All versions, the champion first.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Versions => [ChampionVersion, .. ChallengerVersions];

    /// <summary>A version of the model: <c>name:version</c>.</summary>
    /// <param name="version">The version.</param>
    public string IdOf(int version) => FormattableString.Invariant($"{ModelName}:{version}");
}
