namespace MlOpsDashboard.Core.Storage.Trash;

/// <summary>What is in the trash.</summary>
/// <param name="Items">The things, the latest deleted first.</param>
/// <param name="FreeableBytes">What emptying it now would free: files that nothing outside the trash refers to.</param>
public sealed record TrashContent(IReadOnlyList<TrashItem> Items, long FreeableBytes);
