using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Says how to reach the database: the one place that knows the providers.</summary>
/// <param name="options">The provider and the connection string, if one is given.</param>
/// <param name="folder">Where the SQLite database is when no connection string is given.</param>
public sealed class DatabaseConnection(IOptions<DatabaseOptions> options, DataFolder folder) : IDisposable
{
    private readonly WriteTurns _turns = new();

    /// <summary>The kind of database.</summary>
    public DatabaseProvider Provider => options.Value.Provider;

    /// <summary>The complete connection string; it may hold a password.</summary>
    public string ConnectionString { get; } = Complete(options.Value, folder);

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    /// <summary>Points a context at the database.</summary>
    internal void Configure(DbContextOptionsBuilder builder)
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            builder.UseSqlite(ConnectionString).AddInterceptors(new SqliteConnectionSettings(), _turns);
        }
        else
        {
            builder.UseNpgsql(ConnectionString);
        }

        // The migrations are written by hand, without a snapshot to compare the model with: a test compares the schemas.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    private static string Complete(DatabaseOptions options, DataFolder folder)
    {
        if (options.Provider != DatabaseProvider.Sqlite)
        {
            return options.ConnectionString;
        }

        var sqlite = new SqliteConnectionStringBuilder(options.ConnectionString) { ForeignKeys = true };
        if (string.IsNullOrEmpty(sqlite.DataSource))
        {
            sqlite.DataSource = folder.Database;
        }

        return sqlite.ConnectionString;
    }
}
