using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Crash;

/// <summary>The program ends, gently or not, or changes its model, while clients ask it for predictions.</summary>
public sealed class StopUnderLoadTests
{
    private const int Enough = 300;

    [Fact]
    public async Task Asked_to_stop_it_answers_whom_it_let_in_and_stores_every_answer()
    {
        using var folder = new TempFolder();
        PredictLoad load;
        await using (ProgramProcess program = await ProgramProcess.StartAsync(folder.FullName))
        {
            using HttpClient client = program.CreateAdminClient();
            await new CrashWorkload(client, 1).ServeAsync(default);
            load = new PredictLoad(client);
            load.Start();
            await Wait.UntilAsync(() => load.Answers.Count >= Enough);

            Assert.Equal(0, await program.StopAsync());
            await load.EndAsync();
        }

        Assert.Empty(load.Failures);
        Assert.Equal(load.Answers.Select(answer => answer.Id).Order(StringComparer.Ordinal), await StoredAsync(folder.FullName));
    }

    [Fact]
    public async Task Killed_it_has_what_it_said_was_stored_and_nothing_twice()
    {
        using var folder = new TempFolder();
        PredictLoad load;
        long stored = 0;
        await using (ProgramProcess program = await ProgramProcess.StartAsync(folder.FullName))
        {
            using HttpClient client = program.CreateAdminClient();
            await new CrashWorkload(client, 2).ServeAsync(default);
            load = new PredictLoad(client);
            load.Start();
            await Wait.UntilAsync(async () => (stored = await CountStoredAsync(client)) >= Enough);

            await program.KillAsync();
            await load.EndAsync();
        }

        // The next start finds the database whole.
        await using (ProgramProcess next = await ProgramProcess.StartAsync(folder.FullName))
        {
            using HttpClient client = next.CreateAdminClient();
            var again = new PredictLoad(client);
            again.Start();
            await Wait.UntilAsync(() => again.Answers.Count > 0);
            await again.StopAsync();
        }

        List<string> ids = await StoredAsync(folder.FullName);
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        int kept = load.Answers.Select(answer => answer.Id).Intersect(ids, StringComparer.Ordinal).Count();

        // Of what was stored then, the answers to the clients' last requests may have been cut off by the kill.
        Assert.InRange(kept, stored - 4, load.Answers.Count);
    }

    [Fact]
    public async Task Promoted_again_and_again_no_request_fails_and_each_answer_is_from_a_version_in_production()
    {
        using var folder = new TempFolder();
        await using ProgramProcess program = await ProgramProcess.StartAsync(folder.FullName);
        using HttpClient client = program.CreateAdminClient();
        var workload = new CrashWorkload(client, 3);
        await workload.ServeAsync(default);
        await workload.ServeAsync(default);
        var load = new PredictLoad(client);
        load.Start();
        for (int promotion = 1; promotion <= 20; promotion++)
        {
            int enough = load.Answers.Count + 10;
            await Wait.UntilAsync(() => load.Answers.Count >= enough);
            await PromoteAsync(client, VersionAfter(promotion), "staging");
            await load.PromoteAsync(() => PromoteAsync(client, VersionAfter(promotion), "production"));
        }

        await load.StopAsync();

        Assert.Empty(load.Failures);
        Assert.All(load.Answers, answer => Assert.Contains(
            answer.Version, Enumerable.Range(answer.Confirmed, answer.Begun - answer.Confirmed + 1).Select(VersionAfter)));
        Assert.Equal([1, 2], load.Answers.Select(answer => answer.Version).Distinct().Order());
    }

    // Version 2 is in production at first; each promotion changes it for the other one.
    private static int VersionAfter(int promotions) => 2 - (promotions % 2);

    private static async Task PromoteAsync(HttpClient client, int version, string stage)
    {
        using HttpResponseMessage answer = await client.PutAsJsonAsync(
            $"api/models/{CrashWorkload.Name}:{version}/promote", new { stage, comment = "to and fro" });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<long> CountStoredAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("api/predict/health")).GetProperty("log").GetProperty("stored").GetInt64();

    private static async Task<List<string>> StoredAsync(string folder)
    {
        await using CoreHost core = await CoreHost.StartAsync(folder: folder);
        await using var context = await core.Contexts.CreateDbContextAsync();
        return [.. (await context.Set<PredictionRecord>().Select(record => record.RequestId).ToListAsync()).Order(StringComparer.Ordinal)];
    }
}
