namespace MlOpsDashboard.Api.OpenInference;

/// <summary>What the protocol tells about a server.</summary>
/// <param name="Name">The program.</param>
/// <param name="Version">Its version.</param>
/// <param name="Extensions">Extensions of the protocol; none.</param>
internal sealed record ServerReply(string Name, string Version, IReadOnlyList<string> Extensions);
