using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing.Steps;

/// <summary>A kind of <see cref="FeatureStep"/>.</summary>
/// <param name="Name">Its name in the REST contract.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">What it does, in a sentence for people.</param>
/// <param name="Types">The types that its columns may have.</param>
/// <param name="Parameters">Its parameters with their bounds and defaults.</param>
public sealed record FeatureStepKind(string Name, string Title, string Description, IReadOnlyList<ColumnType> Types, SearchSpace Parameters)
{
    /// <summary>The number of columns that a step needs; null for one or more.</summary>
    public int? Columns { get; init; }

    /// <summary>Whether its features stand in for the column's own, so that a column can have one such step only.</summary>
    public bool Replaces { get; init; } = true;
}
