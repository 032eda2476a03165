using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;
using SQLitePCL;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>
/// Inserts predictions by SQLite's own calls, inside a transaction of the connection. The driver's command would turn every
/// value into an object and back: 0.9 KB a row and two fifths more processor time (docs/decisions/0001-packages.md). Used by
/// one caller at a time.
/// </summary>
internal sealed class SqlitePredictionInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly ArrayBufferWriter<byte> _outputs = new(64);
    private readonly Utf8JsonWriter _writer;
    private byte[] _text = new byte[1024];

    /// <summary>Prepares the insert.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">An INSERT whose parameters are in the order of <see cref="Insert"/>'s values.</param>
    /// <exception cref="SqliteException">SQLite does not take the statement.</exception>
    public SqlitePredictionInsert(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        int result = raw.sqlite3_prepare_v2(_database, sql, out sqlite3_stmt? statement);
        Check(result, raw.SQLITE_OK);
        _statement = statement!;
        _writer = new Utf8JsonWriter(_outputs);
    }

    /// <summary>Inserts one row.</summary>
    /// <param name="prediction">The row.</param>
    /// <exception cref="SqliteException">The row could not be stored.</exception>
    public void Insert(LoggedPrediction prediction)
    {
        Bind(1, prediction.RequestId);
        Bind(2, prediction.ModelName);
        Check(raw.sqlite3_bind_int(_statement, 3, prediction.ModelVersion), raw.SQLITE_OK);
        Bind(4, prediction.Route);
        Bind(5, prediction.RoutingKey);
        Check(raw.sqlite3_bind_int64(_statement, 6, prediction.At.UtcTicks), raw.SQLITE_OK);
        Check(raw.sqlite3_bind_double(_statement, 7, prediction.LatencyMs), raw.SQLITE_OK);
        Bind(8, prediction.Features);
        Bind(9, prediction.Prediction.Replace('\0', '\uFFFD'));
        Bind(10, Outputs(prediction.Outputs, prediction.Offset));
        Check(raw.sqlite3_bind_int(_statement, 11, prediction.UnseenWords), raw.SQLITE_OK);
        int result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Check(result, raw.SQLITE_DONE);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _statement.Dispose();
        _writer.Dispose();
    }

    private ReadOnlySpan<byte> Outputs(float[] outputs, double offset)
    {
        _outputs.ResetWrittenCount();
        _writer.Reset(_outputs);
        NumberAnswer.WriteArray(_writer, outputs, offset);
        _writer.Flush();
        return _outputs.WrittenSpan;
    }

    private void Bind(int index, string? text)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(_statement, index), raw.SQLITE_OK);
            return;
        }

        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _text.Length)
        {
            _text = new byte[most];
        }

        Bind(index, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }

    private void Bind(int index, ReadOnlySpan<byte> utf8) =>
        Check(raw.sqlite3_bind_text(_statement, index, utf8), raw.SQLITE_OK);

    private void Check(int result, int expected)
    {
        if (result != expected)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result, raw.sqlite3_extended_errcode(_database));
        }
    }
}
