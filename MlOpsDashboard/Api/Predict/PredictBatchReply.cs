namespace MlOpsDashboard.Api.Predict;

/// <summary>The answers of a batch, in the order of its instances.</summary>
internal sealed record PredictBatchReply(IReadOnlyList<PredictReply> Predictions);
