using System.Globalization;
using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Why a gate has failed, in a sentence.</summary>
internal static class GateSentences
{
    /// <summary>The sentence.</summary>
    /// <param name="gate">A gate that has failed.</param>
    public static string Of(RolloutGate gate) => gate.Name switch
    {
        "error_rate" => $"It failed {Percent(gate.Value)} of its requests, surely more than {Percent(gate.Limit)}.",
        "error_rate_against_stable" => $"It failed {Percent(gate.Value)} of its requests, surely more than the stable version ({Percent(gate.Limit)}).",
        "slower_than_stable_p99" => $"{Percent(gate.Value)} of its answers were slower than the stable version's 99th percentile, surely more than {Percent(gate.Limit)}.",
        "latency_p99_ms" => $"Its 99th percentile of latency is {Number(gate.Value)} ms, surely more than {Number(gate.Limit)} ms.",
        _ => $"Labels say that it is surely worse: its mean loss is {Number(gate.Value)}, that of the stable version {Number(gate.Limit)}.",
    };

    private static string Percent(double? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.##} %") : "none";

    private static string Number(double? number) => number is { } value ? value.ToString("0.####", CultureInfo.InvariantCulture) : "unknown";
}
