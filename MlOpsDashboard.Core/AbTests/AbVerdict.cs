namespace MlOpsDashboard.Core.AbTests;

/// <summary>What the figures say of a test.</summary>
/// <param name="Kind">What kind of verdict.</param>
/// <param name="Winner">The version that won, or null.</param>
/// <param name="Text">In words.</param>
/// <param name="At">Since when it is so.</param>
public sealed record AbVerdict(AbVerdictKind Kind, int? Winner, string Text, DateTimeOffset At)
{
    /// <summary>Whether the test ends by it: there is nothing to wait for, and nothing that a person has to agree to.</summary>
    public bool Ends => Kind is AbVerdictKind.ChampionWins or AbVerdictKind.Futile or AbVerdictKind.OutOfTime;
}
