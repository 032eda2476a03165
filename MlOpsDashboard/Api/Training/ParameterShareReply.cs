namespace MlOpsDashboard.Api.Training;

/// <summary>How much of what came out a hyper-parameter explains by itself; null when too few trials tell.</summary>
public sealed record ParameterShareReply(string Name, double? Share);
