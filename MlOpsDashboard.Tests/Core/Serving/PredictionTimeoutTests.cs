using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class PredictionTimeoutTests
{
    private const string Body = $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""";

    [Fact]
    public async Task A_prediction_waits_for_room_in_the_log_only_so_long_and_none_that_was_answered_is_lost()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-timeout-").FullName;
        var answered = new List<string>();
        await using (CoreHost core = await ServingHost.StartAsync(
            folder: folder,
            settings: [("Serving:LogCapacity", "16"), ("Serving:LogBatch", "16"), ("Serving:TimeoutSeconds", "1")]))
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            await using (var context = await core.Contexts.CreateDbContextAsync())
            {
                // Whoever writes holds the whole of an SQLite database: the log's writer waits, and then requests do.
                await context.Database.OpenConnectionAsync();
                await context.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE");
                await Assert.ThrowsAsync<TimeoutException>(async () =>
                {
                    for (int i = 0; i < 100; i++)
                    {
                        answered.Add((await ServingHost.AskAsync(core, Body)).GetProperty("request_id").GetString()!);
                    }
                });
                await Assert.ThrowsAsync<TimeoutException>(() => ServingHost.AskAsync(core, Body, "late"));
                await context.Database.ExecuteSqlRawAsync("ROLLBACK");
            }

            // The same key again is a new attempt: the one before was never answered.
            await Wait.UntilAsync(() => core.Get<PredictionService>().Health() is { } health && health.Stored == health.Accepted);
            JsonElement late = await ServingHost.AskAsync(core, Body, "late");
            answered.Add(late.GetProperty("request_id").GetString()!);
        }

        Assert.InRange(answered.Count, 16, 100);
        await using (CoreHost core = await CoreHost.StartAsync(folder: folder))
        {
            await using var context = await core.Contexts.CreateDbContextAsync();
            Assert.Equal(answered, await context.Set<PredictionRecord>().OrderBy(record => record.Id).Select(record => record.RequestId).ToListAsync());
        }
    }
}
