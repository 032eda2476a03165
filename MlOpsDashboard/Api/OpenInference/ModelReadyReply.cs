namespace MlOpsDashboard.Api.OpenInference;

/// <summary>Whether a model can answer.</summary>
internal sealed record ModelReadyReply(string Name, bool Ready);
