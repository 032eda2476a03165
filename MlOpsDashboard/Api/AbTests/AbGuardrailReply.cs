namespace MlOpsDashboard.Api.AbTests;

/// <summary>Something that a challenger must not make worse.</summary>
/// <param name="ModelId">The challenger.</param>
/// <param name="Name"><c>error_rate</c> or <c>latency_ms</c>.</param>
/// <param name="Value">What it has.</param>
/// <param name="Limit">What it may have.</param>
/// <param name="Passed">False when it surely has more.</param>
internal sealed record AbGuardrailReply(string ModelId, string Name, double? Value, double? Limit, bool Passed);
