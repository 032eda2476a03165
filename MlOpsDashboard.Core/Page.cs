namespace MlOpsDashboard.Core;

/// <summary>One page of a listing.</summary>
/// <typeparam name="T">The kind of row.</typeparam>
/// <param name="Items">The rows of this page, in the listing's order.</param>
/// <param name="NextCursor">Opaque; hand it back to get the next page. Null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
