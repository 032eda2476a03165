namespace MlOpsDashboard.Api.Predict;

/// <summary>How the prediction log does, in predictions since the start.</summary>
internal sealed record PredictLogReply(long Accepted, long Stored, long Waiting, int Capacity);
