namespace MlOpsDashboard.Core;

/// <summary>Thrown when a request is well-formed but the present state forbids it. Mapped to 409.</summary>
/// <param name="message">A sentence that says which rule or state stands against it.</param>
public sealed class ConflictException(string message) : Exception(message);
