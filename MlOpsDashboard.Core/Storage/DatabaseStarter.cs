using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Makes the data folder and brings the database to the newest schema before anything else runs. Two processes that
/// start at once do not meet: on SQLite the second one is turned away, on PostgreSQL it waits for the first.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="folderLock">Held for the life of the process when the database is a file in the folder.</param>
/// <param name="connection">How to reach the database.</param>
/// <param name="contexts">Makes contexts.</param>
internal sealed class DatabaseStarter(
    DataFolder folder,
    DataFolderLock folderLock,
    DatabaseConnection connection,
    IDbContextFactory<MlOpsDbContext> contexts) : IHostedService
{
    /// <summary>Any number will do, as long as each process takes the same one.</summary>
    private const long MigrationLock = 0x4D6C4F7073;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        folder.Create();
        try
        {
            if (connection.Provider == DatabaseProvider.Sqlite)
            {
                folderLock.Acquire();
                await MigrateSqliteAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await MigratePostgresAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException exception)
        {
            throw new StartException(
                $"The database ({connection.Provider}) cannot be opened or brought up to date: {exception.Message}",
                exception);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (connection.Provider == DatabaseProvider.Sqlite)
        {
            // Pooled connections would keep the file open after the host is gone.
            using var pooled = new SqliteConnection(connection.ConnectionString);
            SqliteConnection.ClearPool(pooled);
        }

        return Task.CompletedTask;
    }

    private async Task MigrateSqliteAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await RefuseNewerAsync(context, cancellationToken).ConfigureAwait(false);

            // A database that is there already keeps its pages.
            await context.Database
                .ExecuteSqlRawAsync($"PRAGMA page_size = {SqliteConnectionSettings.PageBytes}; PRAGMA journal_mode = WAL;", cancellationToken)
                .ConfigureAwait(false);

            // A process that was killed while it migrated leaves EF's lock behind, and the next one would wait for ever.
            // The folder is ours alone, so nobody holds it.
            await context.Database
                .ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellationToken)
                .ConfigureAwait(false);
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MigratePostgresAsync(CancellationToken cancellationToken)
    {
        var holder = new NpgsqlConnection(connection.ConnectionString);
        await using (holder.ConfigureAwait(false))
        {
            await holder.OpenAsync(cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(holder, $"SELECT pg_advisory_lock({MigrationLock})", cancellationToken).ConfigureAwait(false);
            var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                await RefuseNewerAsync(context, cancellationToken).ConfigureAwait(false);
                await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            }

            await ExecuteAsync(holder, $"SELECT pg_advisory_unlock({MigrationLock})", cancellationToken).ConfigureAwait(false);
        }
    }

    // What a newer program has added this one would neither read nor keep right, and would not notice.
    private static async Task RefuseNewerAsync(MlOpsDbContext context, CancellationToken cancellationToken)
    {
        IEnumerable<string> applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false);
        string[] unknown = [.. applied.Except(context.Database.GetMigrations(), StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw new StartException(
                $"A newer version of this program has changed the database ({string.Join(", ", unknown)}), and this one would not understand it; "
                + "start the newer version, or restore a backup that was made before.");
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
