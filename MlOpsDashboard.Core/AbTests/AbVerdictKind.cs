namespace MlOpsDashboard.Core.AbTests;

/// <summary>Kinds of verdicts.</summary>
public enum AbVerdictKind
{
    /// <summary>There are too few values yet.</summary>
    Collecting,

    /// <summary>Something makes the comparison unfair: the split is not as planned, or labels are missing.</summary>
    Blocked,

    /// <summary>The values do not tell yet who is better.</summary>
    Undecided,

    /// <summary>A challenger is surely better than the champion.</summary>
    ChallengerWins,

    /// <summary>Every challenger is surely worse than the champion, or failed a guardrail.</summary>
    ChampionWins,

    /// <summary>No challenger is better by as much as would matter.</summary>
    Futile,

    /// <summary>The time or the samples are used up.</summary>
    OutOfTime,
}
