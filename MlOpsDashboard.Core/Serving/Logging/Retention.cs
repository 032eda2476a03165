namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>How long the records of predictions are kept. What was added up of them, and the truths told of them, stay for ever.</summary>
/// <param name="Days">Days; 0 keeps them for ever.</param>
/// <param name="ChangedAt">When somebody chose that; null when the configuration says so.</param>
/// <param name="ChangedBy">Who chose it; null when the configuration says so.</param>
public sealed record Retention(int Days, DateTimeOffset? ChangedAt = null, string? ChangedBy = null);
