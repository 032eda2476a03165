using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
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

/// <summary>Predictions that are answered are stored in the end, whatever stands against it in between.</summary>
public sealed class PredictionSpillTests : IDisposable
{
    private const string Body = $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""";

    private readonly TempFolder _folder = new();
    private readonly FaultyDatabase _database = new();
    private readonly RecordedLog _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(FaultyDatabase.Full)]
    [InlineData(FaultyDatabase.ReadOnly)]
    public async Task A_stop_that_cannot_store_leaves_the_predictions_to_the_next_start_which_stores_each_once(int code)
    {
        List<string> answered;
        await using (CoreHost core = await StartAsync())
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            _database.Refuse(code);
            answered = await AskAsync(core, 100);
            await Wait.UntilAsync(async () => await StatusAsync(core) == HealthStatus.Degraded);
        }

        Assert.Contains(_log.From(LogLevel.Critical), line => line.Contains("100 predictions could not be stored", StringComparison.Ordinal));
        string spill = Assert.Single(Spills());
        byte[] content = await File.ReadAllBytesAsync(spill);
        _database.Recover();
        await using (CoreHost core = await StartAsync())
        {
            await Wait.UntilAsync(() => Spills().Length == 0);
        }

        Assert.Equal(answered, await StoredAsync());

        // As if the program had been killed before it could remove the file, and with a line that a kill cut off.
        await File.WriteAllBytesAsync(spill, [.. content, .. "{\"RequestId\":\"cut"u8]);
        await using (CoreHost core = await StartAsync())
        {
            await Wait.UntilAsync(() => Spills().Length == 0);
        }

        Assert.Equal(answered, await StoredAsync());
    }

    [Fact]
    public async Task Predictions_come_back_from_the_file_as_they_were_answered()
    {
        await using (CoreHost core = await StartAsync())
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            _database.Refuse(FaultyDatabase.Full);
            await ServingHost.AskAsync(core, """{"model_name":"shop","request_id":"ä-1","routing_key":"käufer","features":{"x":-2.5,"colour":"grün"}}""");
        }

        LoggedPrediction kept = Assert.Single(PredictionSpill.Read(Assert.Single(Spills())));
        Assert.Equal(("ä-1", "käufer", "shop", 1, "production", 1), (kept.RequestId, kept.RoutingKey, kept.ModelName, kept.ModelVersion, kept.Route, kept.UnseenWords));
        _database.Recover();
        await using (CoreHost core = await StartAsync())
        {
            await Wait.UntilAsync(() => Spills().Length == 0);
            await using var context = await core.Contexts.CreateDbContextAsync();
            PredictionRecord stored = await context.Set<PredictionRecord>().SingleAsync();
            Assert.Equal(("""{"x":-2.5,"colour":"grün"}""", "<no>", kept.At), (stored.Features, stored.Prediction, stored.At));
            Assert.Equal(kept.Outputs, System.Text.Json.JsonSerializer.Deserialize<float[]>(stored.Outputs));
        }
    }

    [Fact]
    public async Task Room_is_held_for_the_file_and_given_to_it()
    {
        string reserve = Path.Combine(_folder.FullName, ".predictions-reserve");
        await using (CoreHost core = await StartAsync())
        {
            await Wait.UntilAsync(() => File.Exists(reserve) && new FileInfo(reserve).Length > 1 << 20);
            await ServingHost.PromoteAsync(core, "shop", 1);
            _database.Refuse(FaultyDatabase.Full);
            await AskAsync(core, 1);
        }

        Assert.False(File.Exists(reserve));
        Assert.Single(Spills());
        _database.Recover();
    }

    [Fact]
    public async Task A_disk_that_is_full_for_a_while_costs_no_prediction()
    {
        List<string> answered;
        await using (CoreHost core = await StartAsync())
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            _database.Refuse(FaultyDatabase.Full);
            answered = await AskAsync(core, 50);
            await Wait.UntilAsync(() => _database.Refused > 1);
            _database.Recover();
            await Wait.UntilAsync(async () => await StatusAsync(core) == HealthStatus.Healthy);
        }

        Assert.Empty(Spills());
        Assert.Equal(answered, await StoredAsync());
    }

    [Fact]
    public async Task A_failure_that_is_none_of_the_databases_does_not_end_the_writer()
    {
        List<string> answered;
        await using (CoreHost core = await StartAsync())
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            _database.Refuse(() => new InvalidOperationException("A fault of the program's own."));
            answered = await AskAsync(core, 1);
            await Wait.UntilAsync(() => _database.Refused > 0);
            _database.Recover();
            answered.AddRange(await AskAsync(core, 5));
            await Wait.UntilAsync(() => core.Get<ServedVersions>().Health() is { } health && health.Stored == health.Accepted);
        }

        Assert.Equal(answered, await StoredAsync());
    }

    [Fact]
    public async Task A_prediction_that_no_database_takes_is_set_aside_and_keeps_nothing_else_out()
    {
        List<string> answered;
        await using (CoreHost core = await StartAsync())
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            _database.Refuse(() => new InvalidOperationException("It is the prediction's own fault."));
            await ServingHost.AskAsync(core, Body, "poison");
            await Wait.UntilAsync(() => Directory.GetFiles(_folder.FullName, "*.refused").Length == 1);
            _database.Recover();
            answered = await AskAsync(core, 5);
        }

        Assert.Equal(answered, await StoredAsync());
        Assert.Contains(_log.From(LogLevel.Error), line => line.Contains("poison", StringComparison.Ordinal));
    }

    private Task<CoreHost> StartAsync() => CoreHost.StartAsync(
        services =>
        {
            services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing();
            services.AddLogging(logging => logging.AddProvider(_log));
            _database.AddTo(services);
        },
        _folder.FullName);

    private static async Task<List<string>> AskAsync(CoreHost core, int count)
    {
        var ids = new List<string>();
        for (int i = 0; i < count; i++)
        {
            ids.Add((await ServingHost.AskAsync(core, Body)).GetProperty("request_id").GetString()!);
        }

        return ids;
    }

    private static async Task<HealthStatus> StatusAsync(CoreHost core) =>
        (await core.Get<HealthCheckService>().CheckHealthAsync(check => check.Name == "prediction_log", default)).Status;

    private string[] Spills() => Directory.GetFiles(_folder.FullName, "*.spill");

    private async Task<List<string>> StoredAsync()
    {
        await using CoreHost core = await CoreHost.StartAsync(folder: _folder.FullName);
        await using var context = await core.Contexts.CreateDbContextAsync();
        return await context.Set<PredictionRecord>().OrderBy(record => record.Id).Select(record => record.RequestId).ToListAsync();
    }
}
