namespace MlOpsDashboard.Core.Storage.Trash;

/// <summary>
/// A feature whose things go to the trash when deleted: their rows get a <c>DeletedAt</c> and <c>DeletedBy</c>. Register it with
/// <see cref="TrashRegistration.AddTrashSource{T}"/>, which also makes it an <see cref="IArtifactOwner"/>.
/// </summary>
public interface ITrashSource : IArtifactOwner
{
    /// <summary>What its things are called in the REST contract, such as <c>run</c>.</summary>
    string Kind { get; }

    /// <summary>All that is in the trash.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<TrashItem>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The SHA-256 of every artifact that rows outside the trash name.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlySet<string>> KeptAsync(CancellationToken cancellationToken);

    /// <summary>Takes one thing out of the trash.</summary>
    /// <param name="id">Names it.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">It is not in the trash.</exception>
    /// <exception cref="ConflictException">Something stands in its place now.</exception>
    Task RestoreAsync(string id, Actor actor, CancellationToken cancellationToken);

    /// <summary>Removes the rows of things for good. Those that are no longer in the trash are left alone; files are not touched.</summary>
    /// <param name="ids">Names them.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    Task<int> PurgeAsync(IReadOnlyCollection<string> ids, Actor actor, CancellationToken cancellationToken);
}
