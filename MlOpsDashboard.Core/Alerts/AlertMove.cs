namespace MlOpsDashboard.Core.Alerts;

/// <summary>A change of state that is to be written down.</summary>
/// <param name="State">The state after.</param>
/// <param name="Version">The version in production; null where the metric is of no version.</param>
/// <param name="Value">The value; null when the change has another reason.</param>
/// <param name="Message">What happened, as a sentence.</param>
internal sealed record AlertMove(AlertState State, int? Version, double? Value, string Message);
