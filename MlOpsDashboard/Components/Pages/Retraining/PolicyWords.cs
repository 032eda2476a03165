using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Components.Pages.Retraining;

/// <summary>Policies and retrainings in words.</summary>
internal static class PolicyWords
{
    /// <summary>What a challenger can learn from.</summary>
    public static IReadOnlyList<KeyValuePair<RetrainingRows, string>> Rows { get; } =
    [
        new(RetrainingRows.Full, "the training data and all labelled predictions"),
        new(RetrainingRows.Weighted, "the same, each row counting by its likeness to the latest"),
        new(RetrainingRows.Window, "the latest labelled predictions"),
        new(RetrainingRows.SinceDrift, "labelled predictions since the last check without drift"),
    ];

    /// <summary>What can become of a challenger that has passed.</summary>
    public static IReadOnlyList<KeyValuePair<RetrainingFollowUp, string>> FollowUps { get; } =
    [
        new(RetrainingFollowUp.Register, "stays in the registry"),
        new(RetrainingFollowUp.Shadow, "answers in the background (shadow)"),
        new(RetrainingFollowUp.Canary, "takes over step by step (canary)"),
        new(RetrainingFollowUp.AbTest, "is compared on live traffic (A/B test)"),
        new(RetrainingFollowUp.Promote, "goes into production"),
    ];

    /// <summary>What agreeing does, as the button says it.</summary>
    public static string Agree(RetrainingFollowUp then, int? version) => then switch
    {
        RetrainingFollowUp.Shadow => $"Let version {version} answer in the background",
        RetrainingFollowUp.Canary => $"Begin the canary of version {version}",
        RetrainingFollowUp.AbTest => $"Begin the A/B test of version {version}",
        _ => $"Put version {version} into production",
    };

    /// <summary>A state in a word or two.</summary>
    public static string Of(RetrainingState state) => state switch
    {
        RetrainingState.Preparing => "preparing",
        RetrainingState.Training => "training",
        RetrainingState.Judging => "judging",
        RetrainingState.AwaitingApproval => "waits for a person",
        RetrainingState.Promoted => "in production",
        RetrainingState.RolledOut => "under way",
        RetrainingState.Registered => "registered",
        RetrainingState.Rejected => "champion stays",
        _ => "failed",
    };

    /// <summary>The tone of a state, as <see cref="Shared.StatusBadge"/> names it.</summary>
    public static string Tone(RetrainingState state) => state switch
    {
        RetrainingState.Promoted or RetrainingState.RolledOut or RetrainingState.Registered => "ok",
        RetrainingState.AwaitingApproval => "warn",
        RetrainingState.Failed => "error",
        RetrainingState.Rejected => "muted",
        _ => "info",
    };

    /// <summary>A trigger in a word or two.</summary>
    public static string Of(RetrainingTrigger trigger) => trigger switch
    {
        RetrainingTrigger.Manual => "a person",
        RetrainingTrigger.Drift => "drift",
        RetrainingTrigger.Quality => "quality",
        RetrainingTrigger.NewLabels => "new labels",
        _ => "schedule",
    };
}
