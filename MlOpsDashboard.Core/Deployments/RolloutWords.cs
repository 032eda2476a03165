using System.Globalization;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>The sentences of a roll-out's timeline.</summary>
internal static class RolloutWords
{
    private static readonly Vocabulary<RolloutStrategy> s_strategies = new(
        ("direct", RolloutStrategy.Direct), ("blue/green", RolloutStrategy.BlueGreen), ("canary", RolloutStrategy.Canary), ("shadow", RolloutStrategy.Shadow));

    public static string Started(RolloutStrategy strategy, string candidate, string? stable) =>
        $"{candidate} is to be deployed ({s_strategies.WordFor(strategy)}{(stable is null ? "" : $", after {stable}")}).";

    public static string Share(string candidate, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{candidate} answers {share:R} % of the requests.");

    public static string InBackground(string candidate) => $"{candidate} answers every request in the background; callers do not see its answers.";

    public static string Completed(string candidate) => $"{candidate} is in production.";

    public static string State(RolloutState state) => state switch
    {
        RolloutState.Warming => "warming up",
        RolloutState.Running => "running",
        RolloutState.Paused => "paused",
        RolloutState.Completed => "completed",
        RolloutState.RolledBack => "rolled back",
        RolloutState.Aborted => "aborted",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Stays(int? stable, string name) =>
        stable is { } version ? $"{ModelReference.Id(name, version)} answers everything." : "Nothing is in production.";
}
