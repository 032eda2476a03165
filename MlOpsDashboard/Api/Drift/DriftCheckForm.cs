namespace MlOpsDashboard.Api.Drift;

/// <summary>The body of <c>POST /api/monitoring/drift/check</c>.</summary>
/// <param name="ModelName">The model, whose version in production is checked.</param>
/// <param name="Dataset">A data set to compare, <c>name</c> or <c>name:version</c>; null compares recent predictions.</param>
/// <param name="Rows">The latest so many predictions, or a sample of so many rows of the data set; null for the usual number.</param>
/// <param name="From">Predictions made from here on; null means any.</param>
/// <param name="To">Predictions made before this; null means any.</param>
public sealed record DriftCheckForm(
    string? ModelName, string? Dataset = null, int? Rows = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
