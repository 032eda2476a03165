using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Serving;
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
        await ServingHost.PromoteAsync(core, "shop", 1);
        int measured = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == ServingMeter.Name && instrument.Meter.Scope == core.Get<IMeterFactory>())
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref measured));
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref measured, (int)count));
        listener.Start();
        var features = new Dictionary<string, object?>(StringComparer.Ordinal) { ["x"] = 1.5, ["colour"] = "red" };

        PredictionAnswer tried = await core.Get<PredictionService>().PredictAsync("shop:1", features, default);
        await Assert.ThrowsAnyAsync<Exception>(() => core.Get<PredictionService>().PredictAsync("shop:1", new Dictionary<string, object?> { ["y"] = 1 }, default));

        Assert.Equal("page", tried.Route);
        Assert.NotNull(tried.Explanation);
        Assert.Equal(0, measured);
        await Wait.UntilAsync(async () =>
        {
            await using MlOpsDbContext context = await core.Get<IDbContextFactory<MlOpsDbContext>>().CreateDbContextAsync();
            return await context.Set<PredictionRecord>().AnyAsync(record => record.RequestId == tried.RequestId && record.Route == "page");
        });

        await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""");
        Assert.Equal(2, measured);
    }
}
