using Microsoft.Data.Sqlite;

namespace MlOpsDashboard.ServingBench;

/// <summary>Looks into the database of a program.</summary>
/// <param name="folder">The program's data folder.</param>
internal sealed class StoredLog(string folder)
{
    /// <summary>The database.</summary>
    public string File => Path.Combine(folder, "mlops.db");

    /// <summary>Rows, and how many different identifiers they have.</summary>
    public (long Rows, long Different) Count()
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*), COUNT(DISTINCT request_id) FROM prediction_records";
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>The identifiers of the rows after a number of rows.</summary>
    /// <param name="after">The greatest row number that does not count.</param>
    public HashSet<string> Ids(long after)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT request_id FROM prediction_records WHERE id > {after}";
        using SqliteDataReader reader = command.ExecuteReader();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (!ids.Add(reader.GetString(0)))
            {
                throw new InvalidDataException($"{reader.GetString(0)} is there twice.");
            }
        }

        return ids;
    }

    /// <summary>The greatest row number.</summary>
    public long Last() => (long)Scalar("SELECT COALESCE(MAX(id), 0) FROM prediction_records");

    /// <summary>Whether SQLite finds the file whole.</summary>
    public bool IsWhole() => Scalar("PRAGMA integrity_check") is "ok";

    /// <summary>Opens the database.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    private object Scalar(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
