using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;

namespace MlOpsDashboard.ServingBench;

/// <summary>How long the program takes until it answers that it is ready: with an empty folder, and with a million stored predictions.</summary>
/// <param name="folder">The data folder of a program that is not running, with a model in production.</param>
internal sealed class StartPart(string folder)
{
    private const int Repeats = 7;
    private const int Predictions = 1_000_000;

    /// <summary>Runs it.</summary>
    public async Task<List<Measured>> RunAsync()
    {
        var empty = new List<(double Wall, double Processor)>();
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            DirectoryInfo fresh = Directory.CreateTempSubdirectory("serving-bench-");
            empty.Add(await StartAsync(fresh.FullName));
            fresh.Delete(recursive: true);
        }

        await FillAsync();
        var full = new List<(double Wall, double Processor)>();
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            full.Add(await StartAsync(folder));
        }

        return [Line("an empty folder", empty, 2), Line($"{Predictions:N0} stored predictions", full, 3)];
    }

    private static Measured Line(string what, List<(double Wall, double Processor)> starts, double bar)
    {
        double wall = Median(starts.Select(start => start.Wall));
        return new Measured(
            $"start to ready with {what}, median of {Repeats}",
            $"{wall:0.00} s ({starts.Min(start => start.Wall):0.00} to {starts.Max(start => start.Wall):0.00}), {Median(starts.Select(start => start.Processor)):0.00} s of processor",
            $"≤ {bar} s",
            wall <= bar);
    }

    private static async Task<(double Wall, double Processor)> StartAsync(string data)
    {
        long begun = Stopwatch.GetTimestamp();
        await using BenchProcess program = await Servers.ProgramAsync(data, often: true);
        (double, double) took = (Stopwatch.GetElapsedTime(begun).TotalSeconds, program.Cpu.TotalSeconds);
        await program.StopAsync();
        return took;
    }

    // One prediction is made as always; the others are its copies.
    private async Task FillAsync()
    {
        await using (BenchProcess program = await Servers.ProgramAsync(folder))
        {
            using HttpClient client = Servers.Client(program);
            using var body = new StringContent(AdultModel.Request, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await client.PostAsync("api/predict", body);
            answer.EnsureSuccessStatusCode();
            await program.StopAsync();
        }

        using SqliteConnection connection = new StoredLog(folder).Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = $"""
            WITH RECURSIVE numbers(i) AS (SELECT (SELECT COUNT(*) FROM prediction_records) UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < {Predictions})
            INSERT INTO prediction_records (request_id, model_name, model_version, route, routing_key, at, latency_ms, features, prediction, outputs, unseen_words)
            SELECT 'start-' || i, model_name, model_version, route, routing_key, at - i * 10000, latency_ms, features, prediction, outputs, unseen_words
            FROM numbers, (SELECT * FROM prediction_records ORDER BY id DESC LIMIT 1)
            """;
        await command.ExecuteNonQueryAsync();
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Repeats / 2);
}
