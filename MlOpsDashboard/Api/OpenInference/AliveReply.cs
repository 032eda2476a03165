namespace MlOpsDashboard.Api.OpenInference;

/// <summary>That the server lives.</summary>
internal sealed record AliveReply(bool Live);
