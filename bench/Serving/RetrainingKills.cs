using System.Diagnostics;
using System.Text.Json;

namespace MlOpsDashboard.ServingBench;

/// <summary>
/// Kills the program at random moments of a retraining, starts it again and waits for the decision: it must end, once, with a reason, and production is the
/// champion unless the decision itself says otherwise.
/// </summary>
internal static class RetrainingKills
{
    private const string Model = "loop";
    private const int Kills = 20;
    private const int First = 2_000;
    private const int Each = 400;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs and prints.</summary>
    /// <param name="file">A CSV file of numbers in the order of time.</param>
    /// <param name="target">The column to predict.</param>
    /// <returns>Whether all went well.</returns>
    public static async Task<bool> RunAsync(string file, string target)
    {
        Environment.SetEnvironmentVariable("Retraining__EverySeconds", "0.2");
        string folder = Directory.CreateTempSubdirectory("mlops-kills-").FullName;
        try
        {
            string[] lines = await File.ReadAllLinesAsync(file);
            TimeSpan usual = await PrepareAsync(folder, lines, target);
            var random = new Random(20261130);
            bool well = true;
            Console.WriteLine("| killed after | in state | the decision | production |\n|---:|---|---|---|");
            for (int kill = 0; kill < Kills; kill++)
            {
                well &= await KillAsync(folder, lines[0], lines.AsMemory(1 + First + ((kill + 1) * Each), Each), target, usual * random.NextDouble());
            }

            return well;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // How long one takes that is left alone.
    private static async Task<TimeSpan> PrepareAsync(string folder, string[] lines, string target)
    {
        await using BenchProcess program = await Servers.ProgramAsync(folder);
        using HttpClient client = Servers.Client(program);
        await LoopPart.ServeAsync(client, lines[..(First + 1)], target, Model);
        await LoopPart.SureAsync(client.PutAsJsonAsync($"api/retraining/{Model}", new Dictionary<string, object>
        {
            ["enabled"] = false, ["cooldown_hours"] = 0, ["data"] = "window", ["window_rows"] = 2_000, ["min_rows"] = 200, ["trials"] = 3, ["time_budget_seconds"] = 60,
            ["gates"] = new Dictionary<string, object> { ["holdout_rows"] = 200, ["confidence"] = 0.8 }, ["then"] = "promote", ["approval"] = false,
        }));
        await LabelAsync(client, lines[0], lines.AsMemory(First + 1, Each), target);
        long begin = Stopwatch.GetTimestamp();
        string id = await BeginAsync(client);
        await EndAsync(client, id);
        TimeSpan usual = Stopwatch.GetElapsedTime(begin);
        await program.StopAsync();
        return usual;
    }

    private static async Task<bool> KillAsync(string folder, string header, ReadOnlyMemory<string> lines, string target, TimeSpan after)
    {
        string id;
        string state;
        await using (BenchProcess program = await Servers.ProgramAsync(folder))
        {
            using HttpClient client = Servers.Client(program);
            await LabelAsync(client, header, lines, target);
            id = await BeginAsync(client);
            await Task.Delay(after);
            state = Text(await DecisionAsync(client, id), "state");
            await program.KillAsync();
        }

        await using BenchProcess again = await Servers.ProgramAsync(folder);
        using HttpClient asking = Servers.Client(again);
        JsonElement decision = await EndAsync(asking, id);
        string production = Text(await asking.GetFromJsonAsync<JsonElement>($"api/models/{Model}:production"), "version");
        bool promoted = Text(decision, "state") == "promoted";
        string expected = Text(decision, promoted ? "challenger_version" : "champion_version");
        (bool[] right, _) = await LoopPart.AskAsync(asking, Model, header.Split(','), [.. lines.Span[..20]], target);
        string reason = decision.GetProperty("steps").EnumerateArray().Last().GetProperty("text").GetString()!;
        Console.WriteLine($"| {after.TotalSeconds:0.00} s | {state} | {Text(decision, "state")}: {reason} | version {production}, {(production == expected ? "as decided" : $"**not {expected}**")} |");
        await again.StopAsync();
        return production == expected && right.Length == 20;
    }

    private static async Task LabelAsync(HttpClient client, string header, ReadOnlyMemory<string> lines, string target)
    {
        (_, object[] labels) = await LoopPart.AskAsync(client, Model, header.Split(','), lines.ToArray(), target);
        await LoopPart.SureAsync(client.PostAsJsonAsync("api/feedback", new { items = labels }));
    }

    private static async Task<string> BeginAsync(HttpClient client)
    {
        using HttpResponseMessage begun = await LoopPart.SureAsync(client.PostAsync($"api/retraining/{Model}/run", null));
        return Text(await begun.Content.ReadFromJsonAsync<JsonElement>(), "id");
    }

    private static async Task<JsonElement> EndAsync(HttpClient client, string id)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (true)
        {
            JsonElement decision = await DecisionAsync(client, id);
            if (decision.GetProperty("ended_at").ValueKind != JsonValueKind.Null)
            {
                return decision;
            }

            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task<JsonElement> DecisionAsync(HttpClient client, string id) =>
        (await client.GetFromJsonAsync<JsonElement>($"api/retraining/{Model}/decisions?limit=1000")).GetProperty("items").EnumerateArray()
            .Single(decision => Text(decision, "id") == id);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();
}
