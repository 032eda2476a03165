namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The body of <c>POST /api/feedback/dataset</c>.</summary>
/// <param name="ModelName">The model whose labelled predictions are wanted.</param>
/// <param name="Dataset">The data set that gets the version; null means the name of the training data with <c>_labelled</c> behind it.</param>
/// <param name="From">Predictions made from here on; null means all.</param>
/// <param name="To">Predictions made before this; null means now.</param>
/// <param name="IncludeOriginal">Whether the rows of the training data come first.</param>
public sealed record LabelledDatasetForm(
    string? ModelName, string? Dataset = null, DateTimeOffset? From = null, DateTimeOffset? To = null, bool IncludeOriginal = false);
