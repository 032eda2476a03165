namespace MlOpsDashboard.Api.OpenInference;

/// <summary>Whether the server can answer. The protocol's text has <c>live</c> here too, which may be a slip; clients look at the status.</summary>
internal sealed record ServerReadyReply(bool Live, bool Ready);
