using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class PredictionWriterTests
{
    [Fact]
    public async Task A_stop_does_not_wait_for_more_predictions_to_gather()
    {
        using var folder = new TempFolder();
        const int Count = 1000;

        // The clock stands still, so the pause in which a busy writer gathers would never end by itself.
        await using (CoreHost core = await ServingHost.StartAsync(new FakeTimeProvider(), folder.FullName))
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            for (int i = 0; i < Count; i++)
            {
                await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""");
            }
        }

        Assert.Equal(Count, (await RecordsAsync(folder.FullName)).Count);
    }

    [Fact]
    public async Task Every_column_is_stored_as_it_was_answered()
    {
        using var folder = new TempFolder();
        var clock = new FakeTimeProvider();
        await using (CoreHost core = await ServingHost.StartAsync(clock, folder.FullName))
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            await ServingHost.AskAsync(core, """{"model_name":"shop","request_id":"ä-1","routing_key":"käufer","features":{"x":-2.5,"colour":"grün"}}""");
            await ServingHost.AskAsync(core, """{"model_id":"shop:1","request_id":"b","features":[9, "red"]}""");
        }

        List<PredictionRecord> records = await RecordsAsync(folder.FullName);
        Assert.Equal(["ä-1", "b"], records.Select(record => record.RequestId));
        Assert.All(records, record => Assert.Equal(("shop", 1, clock.GetUtcNow(), 0.0), (record.ModelName, record.ModelVersion, record.At, record.LatencyMs)));
        Assert.Equal(["production", "pinned"], records.Select(record => record.Route));
        Assert.Equal(["käufer", null], records.Select(record => record.RoutingKey));
        Assert.Equal(["""{"x":-2.5,"colour":"grün"}""", """[9, "red"]"""], records.Select(record => record.Features));
        Assert.Equal(["<no>", "yes"], records.Select(record => record.Prediction));
        Assert.Equal([1, 0], records.Select(record => record.UnseenWords));
        Assert.All(records, record =>
        {
            float[] outputs = System.Text.Json.JsonSerializer.Deserialize<float[]>(record.Outputs)!;
            Assert.Equal(1, outputs.Sum(), 1e-5f);
            Assert.Equal(record.Prediction == "yes", outputs[1] >= 0.5f);
        });
    }

    private static async Task<List<PredictionRecord>> RecordsAsync(string folder)
    {
        await using CoreHost core = await CoreHost.StartAsync(folder: folder);
        await using var context = await core.Contexts.CreateDbContextAsync();
        return await context.Set<PredictionRecord>().OrderBy(record => record.Id).ToListAsync();
    }
}
