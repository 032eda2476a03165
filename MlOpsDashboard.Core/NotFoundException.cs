namespace MlOpsDashboard.Core;

/// <summary>Thrown when something that a caller named does not exist. Mapped to 404.</summary>
/// <param name="message">A sentence that names what was not found.</param>
public sealed class NotFoundException(string message) : Exception(message);
