using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Settings that SQLite keeps per connection. The busy timeout lets SQLite wait for the one writer with its own short
/// back-off; without it the driver sleeps 150 ms between tries. The write-ahead log grows to 16 MiB (in pages of
/// <see cref="PageBytes"/>) before it is worked into the file: pages that a busy prediction log touches again and again are then
/// written there once. A commit is on the disk when it returns; who can do with less says so, and a connection that comes back
/// from the pool is told again.
/// </summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    /// <summary>
    /// The size of a new database's pages. SQLite writes each page of the log by itself, two calls of the system each, so that the usual
    /// 4 KiB cost a busy prediction log four times as many.
    /// </summary>
    public const int PageBytes = 16384;

    private const string Settings =
        "PRAGMA busy_timeout = 20000; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 1024; PRAGMA synchronous = FULL;";

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = Settings;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
