namespace MlOpsDashboard.Api.OpenInference;

/// <summary>What is wrong, in the protocol's shape.</summary>
internal sealed record ErrorReply(string Error);
