namespace MlOpsDashboard.Core.Storage;

/// <summary>The databases that the program can keep its rows in.</summary>
public enum DatabaseProvider
{
    /// <summary>One file in the data folder, one process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, for several processes.</summary>
    PostgreSql,
}
