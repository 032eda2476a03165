using System.Collections.Concurrent;
using System.Text.Json;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class PromotionUnderLoadTests
{
    [Fact]
    public async Task No_request_fails_and_each_answer_is_from_a_version_that_was_in_production_meanwhile()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        string[] next = [await ServingHost.StageAsync(core, "shop", 2), await ServingHost.StageAsync(core, "shop", 3), await ServingHost.StageAsync(core, "shop", 4)];
        using var stop = new CancellationTokenSource();
        var answered = new ConcurrentBag<(int Before, int Answer, int After)>();

        // The version that was certainly in production before a request, and the one that was being promoted at most after it.
        int promoted = 1;
        int promoting = 1;
        Task[] clients = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                int before = Volatile.Read(ref promoted);
                JsonElement answer = await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""");
                answered.Add((before, answer.GetProperty("model_version").GetInt32(), Volatile.Read(ref promoting)));
            }
        }))];
        for (int version = 2; version <= 4; version++)
        {
            int enough = answered.Count + 50;
            await Wait.UntilAsync(() => answered.Count >= enough);
            Volatile.Write(ref promoting, version);
            await core.Get<RegistryService>().PromoteAsync(next[version - 2], ModelStage.Production, null, "ada", default);
            Volatile.Write(ref promoted, version);
        }

        int last = answered.Count + 50;
        await Wait.UntilAsync(() => answered.Count >= last);
        await stop.CancelAsync();
        await Task.WhenAll(clients);

        Assert.All(answered, answer => Assert.InRange(answer.Answer, answer.Before, answer.After));
        Assert.Contains(answered, answer => answer.Answer == 4);
    }
}
