using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>How a column of a table would be read.</summary>
/// <param name="Schema">Its name, type and reading, with what was counted.</param>
/// <param name="Examples">A few of its values as they are written, each another one.</param>
/// <param name="Warnings">What was doubtful about it.</param>
/// <param name="Offers">The formats that it may have where that is doubtful, as the setting <c>format</c> takes them.</param>
public sealed record ColumnPreview(ColumnSchema Schema, IReadOnlyList<string> Examples, IReadOnlyList<string> Warnings, IReadOnlyList<string> Offers);
