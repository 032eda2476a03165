using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace MlOpsDashboard.Tests.Crash;

/// <summary>
/// The program is killed in the very moment in which a client has its answer: what was confirmed is there after the next start. Six kills
/// in the suite; <c>MLOPS_KILLS=50</c> makes it more.
/// </summary>
public sealed class ConfirmedTests(ITestOutputHelper output)
{
    private static readonly int s_kills = int.Parse(Environment.GetEnvironmentVariable("MLOPS_KILLS") ?? "6", CultureInfo.InvariantCulture);
    private static readonly TimeSpan s_mostLost = TimeSpan.FromSeconds(1);

    private readonly List<string> _due = [];
    private readonly List<string> _told = [];
    private string _run = "";
    private string _name = "";
    private int _production = 2;

    [Fact]
    public async Task Killed_right_after_an_answer_it_has_all_that_it_confirmed()
    {
        using var folder = new TempFolder();
        for (int kill = 0; kill < s_kills; kill++)
        {
            await using ProgramProcess program = await ProgramProcess.StartAsync(folder.FullName);
            using HttpClient client = program.CreateAdminClient();
            if (kill == 0)
            {
                await PrepareAsync(client);
            }

            await AssertConfirmedAsync(client);
            var load = new PredictLoad(client);
            load.Start();
            await Wait.UntilAsync(() => load.Answers.Count >= 40);
            await ChangeAsync(client, kill, load.Answers.First().Id);
            long killed = TimeProvider.System.GetTimestamp();
            await program.KillAsync();
            await load.EndAsync();

            _due.AddRange(load.Answers.Where(answer => TimeProvider.System.GetElapsedTime(answer.At, killed) > s_mostLost).Select(answer => answer.Id));
            output.WriteLine($"kill {kill}: {load.Answers.Count} predictions");
        }

        await using (ProgramProcess last = await ProgramProcess.StartAsync(folder.FullName))
        {
            using HttpClient client = last.CreateAdminClient();
            await AssertConfirmedAsync(client);
        }

        await using CoreHost core = await CoreHost.StartAsync(folder: folder.FullName);
        await using var context = await core.Contexts.CreateDbContextAsync();
        List<string> stored = await context.Set<PredictionRecord>().Select(record => record.RequestId).ToListAsync();
        Assert.Empty(_due.Except(stored, StringComparer.Ordinal));
        Assert.Empty(_told.Except(stored, StringComparer.Ordinal));
    }

    private async Task PrepareAsync(HttpClient client)
    {
        var workload = new CrashWorkload(client, 11);
        await workload.ServeAsync(default);
        await workload.ServeAsync(default);
        JsonElement version = await client.GetFromJsonAsync<JsonElement>($"api/models/{CrashWorkload.Name}:2");
        _run = version.GetProperty("lineage").GetProperty("run_id").GetString()!;
        _name = (await client.GetFromJsonAsync<JsonElement>($"api/runs/{_run}")).GetProperty("name").GetString()!;
    }

    // Each round ends with another kind of change, and nothing comes between its answer and the kill.
    private async Task ChangeAsync(HttpClient client, int round, string prediction)
    {
        for (int i = 0; i < 3; i++)
        {
            await (((round + i) % 3) switch
            {
                0 => PromoteAsync(client),
                1 => TellAsync(client, prediction),
                _ => RenameAsync(client, $"round {round}"),
            });
        }
    }

    private async Task PromoteAsync(HttpClient client)
    {
        int other = 3 - _production;
        foreach (string stage in new[] { "staging", "production" })
        {
            using HttpResponseMessage answer = await client.PutAsJsonAsync($"api/models/{CrashWorkload.Name}:{other}/promote", new { stage, comment = "kill" });
            answer.EnsureSuccessStatusCode();
        }

        _production = other;
    }

    private async Task TellAsync(HttpClient client, string prediction)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync("api/feedback", new { request_id = prediction, actual = "yes" });
        answer.EnsureSuccessStatusCode();
        _told.Add(prediction);
    }

    private async Task RenameAsync(HttpClient client, string name)
    {
        using HttpResponseMessage answer = await client.PatchAsJsonAsync($"api/runs/{_run}", new { name });
        answer.EnsureSuccessStatusCode();
        _name = name;
    }

    private async Task AssertConfirmedAsync(HttpClient client)
    {
        JsonElement model = await client.GetFromJsonAsync<JsonElement>($"api/models/{CrashWorkload.Name}:production");
        Assert.Equal(_production, model.GetProperty("version").GetInt32());
        Assert.Equal(_name, (await client.GetFromJsonAsync<JsonElement>($"api/runs/{_run}")).GetProperty("name").GetString());
        foreach (string prediction in _told)
        {
            // Another truth is refused where the first one is known.
            using HttpResponseMessage answer = await client.PostAsJsonAsync("api/feedback", new { request_id = prediction, actual = "no" });
            Assert.Equal(System.Net.HttpStatusCode.Conflict, answer.StatusCode);
        }
    }
}
