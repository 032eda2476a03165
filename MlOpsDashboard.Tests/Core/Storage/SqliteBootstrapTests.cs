using Microsoft.Data.Sqlite;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

public sealed class SqliteBootstrapTests
{
    [Fact]
    public void Database_opens_and_understands_upsert_and_window_functions()
    {
        // Touches the assembly, whose initialiser prepares SQLite.
        Assert.NotNull(typeof(MlOpsDashboard.Core.Ids).Assembly);
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER);
            INSERT INTO t VALUES (1, 1), (2, 5) ON CONFLICT (id) DO UPDATE SET n = excluded.n;
            SELECT max(total) FROM (SELECT sum(n) OVER (ORDER BY id) AS total FROM t);
            """;

        Assert.Equal(6L, command.ExecuteScalar());
    }
}
