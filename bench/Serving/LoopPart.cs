using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MlOpsDashboard.ServingBench;

/// <summary>
/// Replays a table in its order against the program, as a caller would: each stretch is predicted, then labelled, then checked for drift. The model
/// <c>loop</c> is retrained by its policy, <c>alone</c> is the same first model and stays.
/// </summary>
internal static class LoopPart
{
    private const int First = 2_000;
    private const int Stretch = 336;

    /// <summary>Runs and prints.</summary>
    /// <param name="file">A CSV file in the order of time.</param>
    /// <param name="target">The column to predict.</param>
    public static async Task RunAsync(string file, string target)
    {
        Environment.SetEnvironmentVariable("Retraining__EverySeconds", "0.2");
        string folder = Directory.CreateTempSubdirectory("mlops-loop-").FullName;
        try
        {
            await using BenchProcess program = await Servers.ProgramAsync(folder);
            using HttpClient client = Servers.Client(program);
            client.Timeout = TimeSpan.FromMinutes(5);
            string[] lines = await File.ReadAllLinesAsync(file);
            await ServeAsync(client, lines[..(First + 1)], target, "alone", "loop");
            await FollowAsync(client);
            var course = new LoopCourse();
            for (int begin = First + 1; begin < lines.Length; begin += Stretch)
            {
                await ReplayAsync(client, lines[0].Split(','), lines[begin..Math.Min(begin + Stretch, lines.Length)], target, course);
            }

            course.Print(Path.GetFileName(file), First, Stretch);
            await File.WriteAllTextAsync(Path.Combine(BenchOptions.Root, "docs", "pictures", "loop.svg"), course.Picture());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Trains a model by a table and puts it into production, once by each name.</summary>
    internal static async Task ServeAsync(HttpClient client, string[] lines, string target, params string[] names)
    {
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { part, "file", "first.csv" }, { new StringContent("first"), "name" } };
        await SureAsync(client.PostAsync("api/datasets", form));
        foreach (string name in names)
        {
            HttpResponseMessage started = await SureAsync(client.PostAsJsonAsync("api/training/start", new Dictionary<string, object>
            {
                ["model_name"] = name, ["dataset"] = "first", ["target"] = target, ["metric"] = "accuracy", ["learners"] = new[] { "gradient_boosting" },
                ["trials"] = 5, ["time_budget_seconds"] = 120, ["validation"] = new Dictionary<string, string> { ["strategy"] = "time" },
            }));
            while ((await client.GetFromJsonAsync<JsonElement>(started.Headers.Location)).GetProperty("status").GetString() is "queued" or "running")
            {
                await Task.Delay(200);
            }

            await SureAsync(client.PutAsJsonAsync($"api/models/{name}:1/promote", new { stage = "production" }));
        }
    }

    private static async Task FollowAsync(HttpClient client) =>
        await SureAsync(client.PutAsJsonAsync("api/retraining/loop", new Dictionary<string, object>
        {
            ["enabled"] = true, ["triggers"] = new Dictionary<string, object> { ["drift"] = true, ["quality_ratio"] = 0.95 }, ["cooldown_hours"] = 0,
            ["data"] = "window", ["window_rows"] = 2_000, ["min_rows"] = 500, ["trials"] = 5, ["time_budget_seconds"] = 60,
            ["gates"] = new Dictionary<string, object> { ["holdout_rows"] = Stretch, ["confidence"] = 0.8 }, ["then"] = "promote", ["approval"] = false,
        }));

    private static async Task ReplayAsync(HttpClient client, string[] header, string[] lines, string target, LoopCourse course)
    {
        (bool[] alone, _) = await AskAsync(client, "alone", header, lines, target);
        (bool[] loop, object[] labels) = await AskAsync(client, "loop", header, lines, target);
        course.Add(alone, loop);
        await SureAsync(client.PostAsJsonAsync("api/feedback", new { items = labels }));
        await SureAsync(client.PostAsJsonAsync("api/monitoring/drift/check", new Dictionary<string, object> { ["model_name"] = "loop", ["rows"] = Stretch }));
        JsonElement state;
        do
        {
            await Task.Delay(100);
            state = await client.GetFromJsonAsync<JsonElement>("api/retraining/loop");
        }
        while (state.GetProperty("active").ValueKind != JsonValueKind.Null || state.GetProperty("waits_for").GetString() == "It is about to begin.");

        course.Decided([.. (await client.GetFromJsonAsync<JsonElement>("api/retraining/loop/decisions?limit=1000")).GetProperty("items").EnumerateArray()
            .Select(decision => decision.GetProperty("state").GetString()!)]);
    }

    /// <summary>Predicts rows of numbers.</summary>
    /// <returns>Which were right, and the labels to tell.</returns>
    internal static async Task<(bool[] Right, object[] Labels)> AskAsync(HttpClient client, string model, string[] header, string[] lines, string target)
    {
        string[][] rows = [.. lines.Select(line => line.Split(','))];
        int place = Array.IndexOf(header, target);
        object[] instances = [.. rows.Select(row => header.Select((name, i) => (name, i)).Where(one => one.i != place)
            .ToDictionary(one => one.name, one => double.Parse(row[one.i], CultureInfo.InvariantCulture)))];
        using HttpResponseMessage reply = await SureAsync(client.PostAsJsonAsync("api/predict/batch", new Dictionary<string, object> { ["model_name"] = model, ["instances"] = instances }));
        JsonElement[] answers = [.. (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("predictions").EnumerateArray()];
        return (
            [.. answers.Select((answer, i) => answer.GetProperty("prediction").ToString() == rows[i][place])],
            [.. answers.Select((answer, i) => new Dictionary<string, string> { ["request_id"] = answer.GetProperty("request_id").GetString()!, ["actual"] = rows[i][place] })]);
    }

    /// <summary>An answer that is no error.</summary>
    internal static async Task<HttpResponseMessage> SureAsync(Task<HttpResponseMessage> asked)
    {
        HttpResponseMessage reply = await asked;
        return reply.IsSuccessStatusCode ? reply : throw new InvalidOperationException($"{reply.RequestMessage?.RequestUri}: {await reply.Content.ReadAsStringAsync()}");
    }
}
