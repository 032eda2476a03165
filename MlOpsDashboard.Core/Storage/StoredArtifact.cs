namespace MlOpsDashboard.Core.Storage;

/// <summary>What the artifact store says about content that it holds.</summary>
/// <param name="Sha256">The content's SHA-256, 64 lower-case hexadecimal digits: its name in the store.</param>
/// <param name="Bytes">Its length in bytes.</param>
public sealed record StoredArtifact(string Sha256, long Bytes);
