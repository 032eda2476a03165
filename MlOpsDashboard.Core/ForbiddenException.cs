namespace MlOpsDashboard.Core;

/// <summary>Thrown when whoever asks has not the role that it takes. Mapped to 403.</summary>
/// <param name="message">A sentence that says which role it takes, and which one is there.</param>
public sealed class ForbiddenException(string message) : Exception(message);
