using System.Net.Http.Json;
using System.Text.Json;

namespace MlOpsDashboard.ServingBench;

/// <summary>Roll-outs under load: no request fails, the shares are what was planned, and a shadow does not slow callers.</summary>
/// <param name="options">How long.</param>
/// <param name="program">The program; version 1 is in production, version 2 is as good.</param>
/// <param name="client">Calls it.</param>
internal sealed class RolloutPart(BenchOptions options, BenchProcess program, HttpClient client)
{
    private const int Pairs = 5;
    private const double MostDeviations = 3;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs all.</summary>
    public async Task<List<Measured>> RunAsync() => [.. await CanaryAsync(), await SwitchAsync(), await ShadowAsync()];

    /// <summary>A canary of 5, 25 and 50 % that goes into production.</summary>
    private async Task<List<Measured>> CanaryAsync()
    {
        var clients = new LoadClients(program);
        clients.Start(BenchOptions.Connections);
        await Rollouts.BeginAsync(client, 2, "canary", new { steps = new[] { 5, 25, 50, 100 }, step_seconds = options.Seconds, min_samples = 200, max_error_rate = 0.01 });
        var last = new Dictionary<double, (long Stable, long Candidate)>();
        JsonElement status;
        do
        {
            await Task.Delay(s_look);
            status = await Rollouts.StatusAsync(client);
            if (status.GetProperty("rollout") is { ValueKind: JsonValueKind.Object } rollout)
            {
                last[rollout.GetProperty("share").GetDouble()] = (rollout.GetProperty("stable_requests").GetInt64(), rollout.GetProperty("candidate_requests").GetInt64());
            }
        }
        while (status.GetProperty("rollout").ValueKind == JsonValueKind.Object);
        await clients.StopAsync();
        string end = status.GetProperty("history")[0].GetProperty("state").GetString()!;
        var steps = last.Where(step => step.Value.Stable > 0 && step.Value.Candidate > 0).OrderBy(step => step.Key)
            .Select(step => (Share: step.Key, Deviations: Deviations(step.Key / 100, step.Value.Stable, step.Value.Candidate))).ToList();
        return
        [
            new Measured(
                "canary of an equal model under load: answered, failed, end", $"{clients.Answers.Count:N0}, {clients.Failures.Count}, {end}", "0, completed",
                clients.Failures.Count == 0 && end == "completed"),
            new Measured(
                "its observed shares, in standard deviations from the plan",
                string.Join(", ", steps.Select(step => $"{step.Share:0} %: {step.Deviations:+0.0;-0.0}")),
                $"within {MostDeviations}",
                steps.Count >= 3 && steps.TrueForAll(step => Math.Abs(step.Deviations) <= MostDeviations)),
        ];
    }

    /// <summary>Blue/green and rollback, in turns.</summary>
    private async Task<Measured> SwitchAsync()
    {
        var clients = new LoadClients(program);
        clients.Start(BenchOptions.Connections);
        const int Turns = 10;
        for (int turn = 0; turn < Turns; turn++)
        {
            await Rollouts.BeginAsync(client, 1, "blue_green");
            await Rollouts.EndAsync(client);
            using HttpResponseMessage back = await client.PostAsJsonAsync("api/deploy/rollback", new { model_name = AdultModel.Name, comment = "bench" });
            back.EnsureSuccessStatusCode();
        }

        await clients.StopAsync();
        return new Measured(
            $"{Turns} blue/green switches and as many rollbacks under load: answered, failed",
            $"{clients.Answers.Count:N0}, {clients.Failures.Count}",
            "0",
            clients.Failures.Count == 0 && clients.Answers.Select(answer => answer.Version).Distinct().Count() == 2);
    }

    /// <summary>The caller's time with and without a shadow, in turns.</summary>
    private async Task<Measured> ShadowAsync()
    {
        var without = new List<double>();
        var with = new List<double>();
        for (int pair = 0; pair < Pairs; pair++)
        {
            without.Add(await PaceAsync());
            string id = await Rollouts.BeginAsync(client, 1, "shadow");
            with.Add(await PaceAsync());
            await Rollouts.ChangeAsync(client, id, "abort");
        }

        double ratio = Median([.. with.Zip(without, (shadow, plain) => shadow / plain)]);
        return new Measured(
            $"callers' p99 with a shadow beside without, median of {Pairs} pairs of {options.Seconds} s at 400 requests/s",
            $"{Median(with):0.00} beside {Median(without):0.00} ms = {ratio:0.00} ×",
            "≤ 1.1 ×",
            ratio <= 1.1);
    }

    private async Task<double> PaceAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        return (await new PacedClients(program).RunAsync(stop.Token)).P99;
    }

    private static double Deviations(double share, long stable, long candidate)
    {
        double requests = stable + candidate;
        return (candidate - (share * requests)) / Math.Sqrt(requests * share * (1 - share));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
