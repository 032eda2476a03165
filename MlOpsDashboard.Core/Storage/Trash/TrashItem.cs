namespace MlOpsDashboard.Core.Storage.Trash;

/// <summary>Something that was deleted and can still be restored.</summary>
/// <param name="Kind">What it is: <c>run</c>, <c>model_version</c>, <c>dataset_version</c>.</param>
/// <param name="Id">Names it among its kind.</param>
/// <param name="Name">What people know it by.</param>
/// <param name="DeletedAt">When it was deleted.</param>
/// <param name="DeletedBy">Who deleted it.</param>
/// <param name="Artifacts">The files that it refers to; others may refer to them too.</param>
public sealed record TrashItem(
    string Kind, string Id, string Name, DateTimeOffset DeletedAt, string DeletedBy, IReadOnlyList<StoredArtifact> Artifacts)
{
    /// <summary>The size of its files in bytes, whether or not others refer to them too.</summary>
    public long Bytes => Artifacts.DistinctBy(a => a.Sha256).Sum(a => a.Bytes);
}
