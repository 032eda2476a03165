using System.Text.Json;

namespace MlOpsDashboard.ServingBench;

/// <summary>
/// Kills the program at random moments of a canary that has traffic, and starts it again: the step, the shares and what was counted must be those of the last look
/// before, and the canary goes on from there to its end.
/// </summary>
internal static class RolloutKills
{
    private const int Kills = 20;
    private const int StepSeconds = 3;

    // After this one, of 50 %, the candidate goes into production.
    private const int LastShared = 3;
    private static readonly TimeSpan s_whole = TimeSpan.FromSeconds(3 * StepSeconds);

    /// <summary>Runs.</summary>
    /// <param name="folder">The data folder; no program runs, version 1 is in production.</param>
    public static async Task<Measured> RunAsync(string folder)
    {
        var random = new Random(20261201);
        int same = 0;
        var wrong = new List<string>();
        for (int kill = 0; kill < Kills; kill++)
        {
            (JsonElement before, long answered) = await KillAsync(folder, s_whole * random.NextDouble());
            await using BenchProcess again = await Servers.ProgramAsync(folder);
            using HttpClient client = Servers.Client(again);
            JsonElement status = await Rollouts.StatusAsync(client);
            JsonElement after = status.GetProperty("rollout");
            string fault = Compare(before, after, status.GetProperty("history"), answered);
            if (fault.Length == 0)
            {
                same++;
            }
            else
            {
                wrong.Add(fault);
            }

            string id = after.ValueKind == JsonValueKind.Object ? after.GetProperty("id").GetString()! : "";
            if (id.Length > 0)
            {
                await Rollouts.ChangeAsync(client, id, "abort");
            }

            await AdultModel.PutIntoProductionAsync(client, 1);
            await again.StopAsync();
        }

        return new Measured(
            $"SIGKILL at {Kills} random moments of a canary: of them at the same step with the same counts after the start",
            $"{same}{(wrong.Count > 0 ? $" ({string.Join("; ", wrong)})" : "")}",
            $"{Kills}",
            same == Kills);
    }

    // The last that was seen of it, and how many answers there were at all.
    private static async Task<(JsonElement Rollout, long Answered)> KillAsync(string folder, TimeSpan after)
    {
        await using BenchProcess program = await Servers.ProgramAsync(folder);
        using HttpClient client = Servers.Client(program);
        var clients = new LoadClients(program);
        clients.Start(4);
        await Rollouts.BeginAsync(client, 2, "canary", new { steps = new[] { 5, 25, 50, 100 }, step_seconds = StepSeconds, min_samples = 50 });
        await Task.Delay(after);
        JsonElement seen = (await Rollouts.StatusAsync(client)).GetProperty("rollout");
        await program.KillAsync();
        await clients.StopAsync();
        return (seen, clients.Answers.Count);
    }

    // A look, or a step, may have come between the last that was seen and the kill: then there is more, never less.
    private static string Compare(JsonElement before, JsonElement after, JsonElement history, long answered)
    {
        if (before.ValueKind != JsonValueKind.Object)
        {
            return after.ValueKind == before.ValueKind ? "" : "it went on after its end";
        }

        if (after.ValueKind != JsonValueKind.Object || after.GetProperty("id").GetString() != before.GetProperty("id").GetString())
        {
            JsonElement last = history[0];
            bool stepped = last.GetProperty("id").GetString() == before.GetProperty("id").GetString() && last.GetProperty("state").GetString() == "completed"
                && before.GetProperty("step").GetInt32() == LastShared;
            return stepped ? "" : $"step {before.GetProperty("step")} was {last.GetProperty("state")}: {last.GetProperty("reason")}";
        }

        (int step, int then) = (before.GetProperty("step").GetInt32(), after.GetProperty("step").GetInt32());
        (long counted, long kept) = (Counted(before), Counted(after));
        bool fits = (then == step && kept >= counted && kept <= answered + 4) || then == step + 1;
        return fits ? "" : $"step {step} with {counted} of {answered}, then step {then} with {kept}";
    }

    private static long Counted(JsonElement rollout) => rollout.GetProperty("stable_requests").GetInt64() + rollout.GetProperty("candidate_requests").GetInt64();
}
