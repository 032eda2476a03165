using System.Globalization;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Components.Pages.Deployments;

/// <summary>The words and colours of roll-outs.</summary>
internal static class DeploymentWords
{
    /// <summary>The strategies, and what each means.</summary>
    public static IReadOnlyList<KeyValuePair<RolloutStrategy, string>> Strategies { get; } =
    [
        new(RolloutStrategy.Canary, "Canary: step by step, watched"),
        new(RolloutStrategy.BlueGreen, "Blue/green: checked with recorded requests, then at once"),
        new(RolloutStrategy.Shadow, "Shadow: in the background, compared"),
        new(RolloutStrategy.Direct, "Direct: at once"),
    ];

    /// <summary>The word for a strategy.</summary>
    public static string Of(RolloutStrategy strategy) => strategy switch
    {
        RolloutStrategy.BlueGreen => "blue/green",
        _ => strategy.ToString().ToLowerInvariant(),
    };

    /// <summary>The word for a state.</summary>
    public static string Of(RolloutState state) => state switch
    {
        RolloutState.Warming => "warming up",
        RolloutState.RolledBack => "rolled back",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>The colour of a state.</summary>
    public static string Tone(RolloutState state) => state switch
    {
        RolloutState.Warming or RolloutState.Running => "busy",
        RolloutState.Paused => "warn",
        RolloutState.Completed => "ok",
        RolloutState.RolledBack => "error",
        _ => "muted",
    };

    /// <summary>The word for what happened.</summary>
    public static string Of(RolloutEventKind kind) => kind == RolloutEventKind.RolledBack ? "rolled back" : kind.ToString().ToLowerInvariant();

    /// <summary>The word for what a version does.</summary>
    public static string Of(TrafficRole role) => role.ToString().ToLowerInvariant();

    /// <summary>What a gate measures.</summary>
    public static string Name(RolloutGate gate) => gate.Name switch
    {
        "error_rate" => "Failed requests",
        "error_rate_against_stable" => "Failed requests, against the stable version",
        "slower_than_stable_p99" => "Slower than the stable version's p99",
        "latency_p99_ms" => "Latency p99",
        "loss_from_labels" => "Mean loss, from labels",
        "agreement" => "Says the same as the stable version",
        "dropped" => "Not answered in the background",
        _ => gate.Name,
    };

    /// <summary>A part of a hundred.</summary>
    /// <param name="percent">In percent.</param>
    public static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %");

    /// <summary>A gate's figure in its unit.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="value">Its value or limit.</param>
    public static string Figure(RolloutGate gate, double? value) => value is not { } number ? "–"
        : gate.Name switch
        {
            "latency_p99_ms" => $"{Display.Number(number, 3)} ms",
            "loss_from_labels" => Display.Number(number, 4),
            "dropped" => Display.Count((long)number),
            _ => Percent(number * 100),
        };
}
