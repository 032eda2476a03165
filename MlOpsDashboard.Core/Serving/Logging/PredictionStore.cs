using System.Data;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>
/// Stores logged predictions: one prepared command, many rows, one transaction. EF's change tracker would cost several
/// times as much per row as SQLite itself.
/// </summary>
/// <param name="contexts">Gives the connection.</param>
internal sealed class PredictionStore(IDbContextFactory<MlOpsDbContext> contexts)
{
    private static readonly (string Column, DbType Type)[] s_columns =
    [
        ("request_id", DbType.String), ("model_name", DbType.String), ("model_version", DbType.Int32), ("route", DbType.String),
        ("routing_key", DbType.String), ("at", DbType.Int64), ("latency_ms", DbType.Double), ("features", DbType.String),
        ("prediction", DbType.String), ("outputs", DbType.String), ("unseen_words", DbType.Int32),
    ];

    private const int RowsBetweenYields = 64;

    // A request that is repeated after its answer was forgotten keeps its first row.
    private static readonly string s_insert =
        $"INSERT INTO {PredictionRecordConfiguration.Table} ({string.Join(", ", s_columns.Select(column => $"\"{column.Column}\""))}) "
        + $"VALUES ({string.Join(", ", s_columns.Select(column => "@" + column.Column))}) ON CONFLICT DO NOTHING";

    /// <summary>Stores predictions, all or none.</summary>
    /// <param name="predictions">In the order of their making.</param>
    /// <param name="cancellationToken">Gives up; nothing is stored then.</param>
    public async Task InsertAsync(IReadOnlyList<LoggedPrediction> predictions, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (context.Database.GetDbConnection() is SqliteConnection sqlite)
            {
                await InsertAsideAsync(context, sqlite, predictions, cancellationToken).ConfigureAwait(false);
                return;
            }

            DbConnection connection = context.Database.GetDbConnection();
            DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await InsertRowsAsync(connection, transaction, predictions, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // SQLite works in the caller's thread. Many rows get one of their own, so that the few threads of the pool are left to requests.
    private static async Task InsertAsideAsync(
        MlOpsDbContext context, SqliteConnection connection, IReadOnlyList<LoggedPrediction> predictions, CancellationToken cancellationToken)
    {
        Relax(connection);
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (predictions.Count < PredictionWriter.BusyBatch)
            {
                InsertRows(connection, transaction, predictions);
                return;
            }

            await Task.Factory.StartNew(
                () => InsertRows(connection, transaction, predictions),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private static void InsertRows(SqliteConnection connection, IDbContextTransaction transaction, IReadOnlyList<LoggedPrediction> predictions)
    {
        using var insert = new SqlitePredictionInsert(connection, s_insert);
        for (int row = 0; row < predictions.Count; row++)
        {
            insert.Insert(predictions[row]);
            if (row % RowsBetweenYields == RowsBetweenYields - 1)
            {
                // A request that waits for a core gets it now, not after the whole time slice of this thread.
                Thread.Yield();
            }
        }

        transaction.Commit();
    }

    // Not to wait for the disk costs nothing when the program is killed, and at most the latest rows when the power fails; a
    // promotion or any other commit takes them along.
    private static void Relax(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL;";
        command.ExecuteNonQuery();
    }

    private static async Task InsertRowsAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<LoggedPrediction> predictions,
        CancellationToken cancellationToken)
    {
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = transaction;
            command.CommandText = s_insert;
            foreach ((string column, DbType type) in s_columns)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = "@" + column;
                parameter.DbType = type;
                command.Parameters.Add(parameter);
            }

            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            foreach (LoggedPrediction prediction in predictions)
            {
                Bind(command.Parameters, prediction);
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Bind(DbParameterCollection parameters, LoggedPrediction prediction)
    {
        parameters[0].Value = prediction.RequestId;
        parameters[1].Value = prediction.ModelName;
        parameters[2].Value = prediction.ModelVersion;
        parameters[3].Value = prediction.Route;
        parameters[4].Value = (object?)prediction.RoutingKey ?? DBNull.Value;
        parameters[5].Value = prediction.At.UtcTicks;
        parameters[6].Value = prediction.LatencyMs;

        // PostgreSQL's text cannot hold NUL, which JSON can only hold escaped; raw NUL never parses.
        parameters[7].Value = Encoding.UTF8.GetString(prediction.Features);
        parameters[8].Value = prediction.Prediction.Replace('\0', '\uFFFD');
        parameters[9].Value = prediction.Offset == 0
            ? JsonSerializer.Serialize(prediction.Outputs)
            : JsonSerializer.Serialize(Array.ConvertAll(prediction.Outputs, output => prediction.Offset + output));
        parameters[10].Value = prediction.UnseenWords;
    }
}
