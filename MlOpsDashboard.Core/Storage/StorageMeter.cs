using Microsoft.EntityFrameworkCore;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Measures what the data folder and the database hold.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="connection">Tells the kind of database.</param>
/// <param name="contexts">Makes contexts.</param>
public sealed class StorageMeter(DataFolder folder, DatabaseConnection connection, IDbContextFactory<MlOpsDbContext> contexts)
{
    private const string Sqlite = "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count, pragma_page_size";
    private const string Postgres = "SELECT pg_database_size(current_database()) AS \"Value\"";

    /// <summary>Measures now.</summary>
    public async Task<StorageUse> ReadAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            long database = await context.Database
                .SqlQueryRaw<long>(connection.Provider == DatabaseProvider.Sqlite ? Sqlite : Postgres)
                .SingleAsync(cancellationToken)
                .ConfigureAwait(false);
            var sizes = new DirectoryInfo(folder.Artifacts)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => file.Length)
                .ToArray();
            long free = new DriveInfo(folder.Root).AvailableFreeSpace;
            return new StorageUse(folder.Root, connection.Provider, database, sizes.LongLength, sizes.Sum(), free);
        }
    }
}
