namespace MlOpsDashboard.Api.Training;

/// <summary>The best trial so far.</summary>
public sealed record BestReply(string Learner, string Metric, double Value);
