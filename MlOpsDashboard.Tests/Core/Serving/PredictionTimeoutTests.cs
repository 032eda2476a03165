using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class PredictionTimeoutTests
{
    private const string Body = $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""";

    [Fact]
    public async Task Predictions_beyond_the_room_in_a_log_that_cannot_be_stored_are_refused_at_once_and_none_that_was_answered_is_lost()
    {
        using var folder = new TempFolder();
        var answered = new List<string>();
        await using (CoreHost core = await ServingHost.StartAsync(
            folder: folder.FullName, settings: [("Serving:LogCapacity", "16"), ("Serving:LogBatch", "16")]))
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            await using (var context = await core.Contexts.CreateDbContextAsync())
            {
                // Whoever writes holds the whole of an SQLite database: the log's writer waits, and then requests do, until it is clear that this is vain.
                await context.Database.OpenConnectionAsync();
                await context.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE");
                var refused = await Assert.ThrowsAsync<UnavailableException>(async () =>
                {
                    for (int i = 0; i < 100; i++)
                    {
                        answered.Add((await ServingHost.AskAsync(core, Body)).GetProperty("request_id").GetString()!);
                    }
                });
                Assert.Contains("locked", refused.Message, StringComparison.Ordinal);
                Assert.InRange(refused.RetryAfter.TotalSeconds, 1, 60);

                long started = core.Clock.GetTimestamp();
                await Assert.ThrowsAsync<UnavailableException>(() => ServingHost.AskAsync(core, Body, "late"));
                await Assert.ThrowsAsync<UnavailableException>(() => BatchAsync(core));
                Assert.InRange(core.Clock.GetElapsedTime(started).TotalSeconds, 0, 1);
                await context.Database.ExecuteSqlRawAsync("ROLLBACK");
            }

            // The same key again is a new attempt: the one before was never answered.
            await Wait.UntilAsync(() => core.Get<ServedVersions>().Health() is { } health && health.Stored == health.Accepted);
            JsonElement late = await ServingHost.AskAsync(core, Body, "late");
            answered.Add(late.GetProperty("request_id").GetString()!);
        }

        Assert.InRange(answered.Count, 16, 100);
        await using (CoreHost core = await CoreHost.StartAsync(folder: folder.FullName))
        {
            await using var context = await core.Contexts.CreateDbContextAsync();
            Assert.Equal(answered, await context.Set<PredictionRecord>().OrderBy(record => record.Id).Select(record => record.RequestId).ToListAsync());
        }
    }

    [Fact]
    public async Task A_request_is_counted_once_as_answered_or_as_failed()
    {
        var outcomes = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ServingMeter.Name && instrument.Name == ServingMeter.Requests)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string?)tag.Value);
            if (named["model"] == "counted")
            {
                outcomes.AddOrUpdate(named["outcome"]!, count, (_, sum) => sum + count);
            }
        });
        listener.Start();
        var database = new FaultyDatabase();
        await using CoreHost core = await CoreHost.StartAsync(
            services =>
            {
                services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing();
                database.AddTo(services);
            },
            settings: new Dictionary<string, string?> { ["Serving:LogCapacity"] = "16", ["Serving:LogBatch"] = "16" });
        await ServingHost.PromoteAsync(core, "counted", 1);
        database.Refuse(FaultyDatabase.Full);
        int answered = 0;
        var refused = await Assert.ThrowsAsync<UnavailableException>(async () =>
        {
            for (; answered < 100; answered++)
            {
                await ServingHost.AskAsync(core, Body.Replace("shop", "counted", StringComparison.Ordinal));
            }
        });

        Assert.Contains("disk is full", refused.Message, StringComparison.Ordinal);
        Assert.Equal((answered, 1), (outcomes["ok"], outcomes["error"]));
        database.Recover();
    }

    private static Task BatchAsync(CoreHost core) => core.Get<TablePredictions>().PredictBatchAsync(
        System.Text.Encoding.UTF8.GetBytes($$"""{"model_name":"shop","instances":[{{ServingHost.Row}}]}"""), new ArrayBufferWriter<byte>(), default);
}
