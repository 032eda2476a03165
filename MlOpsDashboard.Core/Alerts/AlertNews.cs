namespace MlOpsDashboard.Core.Alerts;

/// <summary>What open pages hear of.</summary>
public enum AlertNews
{
    /// <summary>The rules were looked at; values may be others.</summary>
    Evaluated,

    /// <summary>An alert changed its state.</summary>
    StateChanged,

    /// <summary>A rule was made, changed or deleted.</summary>
    RulesChanged,

    /// <summary>A channel, or what is sent by it, changed.</summary>
    ChannelsChanged,
}
