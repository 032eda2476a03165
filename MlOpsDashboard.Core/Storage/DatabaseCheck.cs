using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Healthy while the database can be read and takes changes.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="connection">Tells the kind of database.</param>
internal sealed class DatabaseCheck(IDbContextFactory<MlOpsDbContext> contexts, DatabaseConnection connection) : IHealthCheck
{
    private const string Read = "SELECT COUNT(*) FROM \"__EFMigrationsHistory\"";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (connection.Provider == DatabaseProvider.Sqlite)
            {
                TrySqlite();
            }
            else
            {
                await TryPostgresAsync(cancellationToken).ConfigureAwait(false);
            }

            return HealthCheckResult.Healthy("The database answers.");
        }
        catch (SqliteException exception)
        {
            return HealthCheckResult.Unhealthy($"The database does not take changes: {exception.Message.TrimEnd('.')}.");
        }
    }

    // The place of the one writer is taken and given back: a database that another program has locked, or that became read-only, can
    // still be read, but no prediction is stored any more. A connection of its own, since those of the pool wait for 20 s.
    private void TrySqlite()
    {
        var settings = new SqliteConnectionStringBuilder(connection.ConnectionString) { Pooling = false, DefaultTimeout = 1 };
        using var own = new SqliteConnection(settings.ConnectionString);
        own.Open();
        Execute(own, "PRAGMA busy_timeout = 1000");
        Execute(own, "BEGIN IMMEDIATE");
        Execute(own, Read);
        Execute(own, "ROLLBACK");
    }

    // One statement at a time: a command of several ones keeps the failures of the later ones to itself.
    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }

    private async Task TryPostgresAsync(CancellationToken cancellationToken)
    {
        var database = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            await database.Database.ExecuteSqlRawAsync(Read, cancellationToken).ConfigureAwait(false);
        }
    }
}
