using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

/// <summary>What a person asks on the page is stored, so that it can be labelled, but is no traffic.</summary>
public sealed class PageTriesTests
{
    [Fact]
    public async Task What_a_page_asks_is_stored_and_counts_neither_as_traffic_nor_into_the_latency()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "pagetries", 1);
        int measured = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == ServingMeter.Name)
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(1, tags));
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Count((int)count, tags));
        listener.Start();
        var features = new Dictionary<string, object?>(StringComparer.Ordinal) { ["x"] = 1.5, ["colour"] = "red" };

        PredictionAnswer tried = await core.Get<PageTries>().PredictAsync("pagetries:1", features, default);
        await Assert.ThrowsAnyAsync<Exception>(() => core.Get<PageTries>().PredictAsync("pagetries:1", new Dictionary<string, object?> { ["y"] = 1 }, default));

        Assert.Equal("page", tried.Route);
        Assert.NotNull(tried.Explanation);
        Assert.Equal(0, measured);
        await Wait.UntilAsync(async () =>
        {
            await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
            return await context.Set<PredictionRecord>().AnyAsync(record => record.RequestId == tried.RequestId && record.Route == "page");
        });

        await ServingHost.AskAsync(core, $$"""{"model_name":"pagetries","features":{{ServingHost.Row}}}""");
        Assert.Equal(2, measured);

        // Other tests of this process have models of their own.
        void Count(int count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray().Contains(new("model", "pagetries")))
            {
                Interlocked.Add(ref measured, count);
            }
        }
    }
}
