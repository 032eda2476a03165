namespace MlOpsDashboard.Core.Storage.Trash;

/// <summary>What emptying the trash did.</summary>
/// <param name="Items">Things removed for good.</param>
/// <param name="FreedBytes">Bytes of the files that were deleted from the disk.</param>
public sealed record TrashEmptied(int Items, long FreedBytes);
