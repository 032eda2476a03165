using Npgsql;

namespace MlOpsDashboard.Tests.Support;

/// <summary>An empty PostgreSQL database for one test, on the server that <c>MLOPS_TEST_POSTGRES</c> names.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private const string Variable = "MLOPS_TEST_POSTGRES";
    private readonly string _server;
    private readonly string _name;

    private PostgresDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Leads to the new database.</summary>
    public string ConnectionString { get; }

    /// <summary>The settings of a program that keeps its data there.</summary>
    public (string Key, string Value)[] Settings => [("Database:Provider", "PostgreSql"), ("Database:ConnectionString", ConnectionString)];

    /// <summary>The reason to skip a test, or null when it has to run.</summary>
    public static string? Skip() => Requirement.Skip(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 },
        $"Needs a PostgreSQL server: set {Variable} to a connection string of a role that may create databases.");

    /// <summary>Creates a database of its own.</summary>
    public static async Task<PostgresDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} is not set.");
        var name = "test_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
        var database = new PostgresDatabase(server, name);
        await database.ExecuteAsync($"CREATE DATABASE {name}");
        return database;
    }

    /// <summary>Drops the database, whoever is still connected.</summary>
    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
