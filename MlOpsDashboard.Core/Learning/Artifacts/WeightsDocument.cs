namespace MlOpsDashboard.Core.Learning.Artifacts;

/// <summary>What <c>weights.bin</c> must be.</summary>
/// <param name="Sha256">Its hash, lower-case hexadecimal.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record WeightsDocument(string Sha256, long Bytes);
