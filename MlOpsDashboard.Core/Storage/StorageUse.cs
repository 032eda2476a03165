namespace MlOpsDashboard.Core.Storage;

/// <summary>Where the data lies, and how much of it there is.</summary>
/// <param name="DataFolder">The data folder's absolute path.</param>
/// <param name="Provider">The kind of database.</param>
/// <param name="DatabaseBytes">The database's size.</param>
/// <param name="Artifacts">Files in the artifact store.</param>
/// <param name="ArtifactBytes">Their size together.</param>
/// <param name="FreeBytes">What the disk of the data folder still takes.</param>
public sealed record StorageUse(
    string DataFolder,
    DatabaseProvider Provider,
    long DatabaseBytes,
    long Artifacts,
    long ArtifactBytes,
    long FreeBytes);
