namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>Whether traffic was shared as it was meant to be.</summary>
public enum ShareVerdict
{
    /// <summary>There was no traffic to judge.</summary>
    Idle,

    /// <summary>There was too little traffic to tell a difference from chance.</summary>
    TooFew,

    /// <summary>It was, as far as chance lets us see.</summary>
    Fits,

    /// <summary>It was not: the difference is more than chance.</summary>
    Differs,
}
