using System.Diagnostics;
using Microsoft.Data.Sqlite;
using MlOpsDashboard.Core.Statistics.Sketches;

namespace MlOpsDashboard.ServingBench;

/// <summary>A hundred million predictions in the stored metrics: 90 days of three versions, and 50,000 known truths.</summary>
/// <param name="folder">The data folder of a program that is not running.</param>
internal sealed class HistoryPart(string folder)
{
    private const long Predictions = 100_000_000;
    private const int Days = 90;
    private const int DaysInMinutes = 14;
    private const int Versions = 3;
    private const int Truths = 50_000;
    private const int Repeats = 5;

    /// <summary>Runs it.</summary>
    public async Task<List<Measured>> RunAsync()
    {
        Fill();
        await using BenchProcess program = await Servers.ProgramAsync(folder);
        using HttpClient client = Servers.Client(program);
        var lines = new List<Measured>();
        foreach ((string what, string path, string[] ranges) in new[]
        {
            ("metrics", "api/monitoring/metrics?hours=", new[] { "0.084", "1", "24", "168", "720", "2160" }),
            ("system", "api/monitoring/system?hours=", ["0.084", "1", "24", "168", "720", "2160"]),
            ("quality", "api/monitoring/quality?hours=", ["0.084", "24", "2160"]),
            ("the page itself", "monitoring?range=", ["live", "1h", "24h", "7d", "30d", "90d"]),
        })
        {
            (double worst, string range) = (0, "");
            foreach (string asked in ranges)
            {
                await client.GetStringAsync(path + asked);
                for (int repeat = 0; repeat < Repeats; repeat++)
                {
                    var time = Stopwatch.StartNew();
                    await client.GetStringAsync(path + asked);
                    (worst, range) = time.Elapsed.TotalMilliseconds > worst ? (time.Elapsed.TotalMilliseconds, asked) : (worst, range);
                }
            }

            lines.Add(new Measured($"{Predictions:N0} predictions in the stored metrics, {what}: slowest of any range", $"{worst:0} ms ({range})", "≤ 300 ms", worst <= 300));
        }

        return lines;
    }

    private void Fill()
    {
        using SqliteConnection connection = new StoredLog(folder).Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        long now = TimeProvider.System.GetUtcNow().UtcTicks;
        long hour = now - (now % TimeSpan.TicksPerHour);
        long perMinute = Predictions / (Days * 24 * 60) / Versions;
        Execute(connection, transaction, "DELETE FROM traffic_rollups; DELETE FROM system_rollups;");
        Rows(connection, transaction, 60, hour - (Days * TimeSpan.TicksPerDay), hour, perMinute * 60);
        Rows(connection, transaction, 1, hour - (DaysInMinutes * TimeSpan.TicksPerDay), now - TimeSpan.TicksPerMinute, perMinute);
        FillTruths(connection, transaction);
        transaction.Commit();
    }

    private static void Rows(SqliteConnection connection, SqliteTransaction transaction, int step, long from, long to, long answered)
    {
        using SqliteCommand traffic = Command(
            connection,
            transaction,
            "INSERT INTO traffic_rollups (step, at, part, model, version, route, answered, rejected, errors, seconds, durations) VALUES (@step, @at, 'bench', @model, @version, 'production', @answered, 3, 1, @seconds, @durations)");
        using SqliteCommand system = Command(
            connection,
            transaction,
            "INSERT INTO system_rollups (step, at, part, samples, cpu, gc_pause, allocated, gen2, working_set_bytes, managed_heap_bytes, threads, log_queue, training_jobs, disk_free_bytes, database_bytes) VALUES (@step, @at, 'bench', @samples, @cpu, 0.01, 1e9, 1, 300000000, 100000000, 12, 5, 1, 50000000000, 40000000000)");
        for (long at = from - (from % (step * TimeSpan.TicksPerMinute)); at < to; at += step * TimeSpan.TicksPerMinute)
        {
            for (int version = 1; version <= Versions; version++)
            {
                Run(traffic, ("@step", step), ("@at", at), ("@model", AdultModel.Name), ("@version", version), ("@answered", answered), ("@seconds", answered * 0.0001), ("@durations", Durations(answered, version)));
            }

            Run(system, ("@step", step), ("@at", at), ("@samples", step * 60), ("@cpu", step * 60 * 0.2));
        }
    }

    private static void FillTruths(SqliteConnection connection, SqliteTransaction transaction) => Execute(
        connection,
        transaction,
        $"""
        WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < {Truths})
        INSERT INTO ground_truths (request_id, model_name, model_version, predicted_at, actual, outputs, at, actor)
        SELECT 'bench-' || i, '{AdultModel.Name}', 1, {TimeProvider.System.GetUtcNow().UtcTicks} - i * {Days * TimeSpan.TicksPerDay / Truths},
            i % 4 = 0, '[' || (0.5 + (i % 97) / 200.0) || ',' || (0.5 - (i % 97) / 200.0) || ']', 0, 'bench' FROM numbers
        """);

    private static byte[] Durations(long count, int seed)
    {
        var durations = new DurationHistogram();
        int middle = DurationHistogram.BucketOf(0.0001) + seed;
        for (int spread = 0; spread < 10; spread++)
        {
            durations.Add(middle + spread, Math.Max(1, count / 10));
        }

        return durations.ToBytes();
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    private static void Run(SqliteCommand command, params (string Name, object Value)[] values)
    {
        command.Parameters.Clear();
        foreach ((string name, object value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using SqliteCommand command = Command(connection, transaction, sql);
        command.ExecuteNonQuery();
    }
}
