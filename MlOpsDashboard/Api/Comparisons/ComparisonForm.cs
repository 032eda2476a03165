using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Comparisons;

namespace MlOpsDashboard.Api.Comparisons;

/// <summary>The body of <c>POST /api/comparisons</c>.</summary>
/// <param name="ModelIds">Two to four versions; the others are compared with the first.</param>
/// <param name="Dataset">The data set whose rows they answer.</param>
/// <param name="DatasetVersion">Its version; null for the latest.</param>
/// <param name="Segments">Columns of words, within whose values they are compared too.</param>
public sealed record ComparisonForm(
    IReadOnlyList<string>? ModelIds, string? Dataset, int? DatasetVersion = null, IReadOnlyList<string>? Segments = null)
{
    /// <summary>What is asked for.</summary>
    /// <exception cref="InvalidException">A needed field is missing.</exception>
    public ComparisonRequest ToRequest() => new()
    {
        ModelIds = ModelIds ?? throw new InvalidException("model_ids", "model_ids is missing."),
        Dataset = Dataset is { Length: > 0 } ? Dataset : throw new InvalidException("dataset", "dataset is missing."),
        DatasetVersion = DatasetVersion,
        Segments = Segments ?? [],
    };
}
