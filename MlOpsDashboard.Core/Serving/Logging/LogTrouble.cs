namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>Why the prediction log cannot be written at present.</summary>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Since">Since when.</param>
internal sealed record LogTrouble(string Sentence, DateTimeOffset Since);
