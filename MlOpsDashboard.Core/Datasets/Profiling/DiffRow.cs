namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>A row of a comparison; values stand in the order of the shared columns.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">Its values before; null when it is new.</param>
/// <param name="After">Its values after; null when it is gone.</param>
public sealed record DiffRow(DiffKind Kind, IReadOnlyList<string>? Before, IReadOnlyList<string>? After);
