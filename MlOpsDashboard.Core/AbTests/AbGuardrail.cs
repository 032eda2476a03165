namespace MlOpsDashboard.Core.AbTests;

/// <summary>Something that a challenger must not make worse, whatever it is compared by.</summary>
/// <param name="Version">The challenger.</param>
/// <param name="Name">What is measured: <c>error_rate</c> or <c>latency_ms</c>.</param>
/// <param name="Value">What the challenger has; null without data.</param>
/// <param name="Limit">What it may have: the champion's, and what is granted; null without data.</param>
/// <param name="Passed">False when it surely has more, by bounds that hold at every look.</param>
public sealed record AbGuardrail(int Version, string Name, double? Value, double? Limit, bool Passed);
