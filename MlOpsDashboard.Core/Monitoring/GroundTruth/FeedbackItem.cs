namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>What a caller says was true of a prediction.</summary>
/// <param name="RequestId">The prediction.</param>
/// <param name="Actual">The class, or the number, as text.</param>
/// <param name="Place">Where the item stands in what was sent: its index, or its line in a file.</param>
/// <param name="Value">What the prediction was worth, as revenue is; a finite number, or null.</param>
public sealed record FeedbackItem(string RequestId, string Actual, long Place = 0, double? Value = null);
