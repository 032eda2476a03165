using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving.Batch;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core;

/// <summary>Who goes through a listing by its cursors meets every row that was there all the time, once, whatever others add and delete meanwhile.</summary>
public sealed class ListingCursorTests
{
    private const int Rows = 9;

    [Fact]
    public async Task Datasets()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await EachAsync(i => StoreAsync(core, $"d{i}", i));

        await CheckAsync(
            core.Get<DatasetService>().ListAsync,
            one => one.Latest.Dataset,
            i => StoreAsync(core, $"a{i}", 100 + i),
            name => core.Get<DatasetTrash>().DeleteAsync(name, null, "bob", default));
    }

    [Fact]
    public async Task Versions_of_a_dataset()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await EachAsync(i => StoreAsync(core, "d", i));

        await CheckAsync(
            (query, cancellationToken) => core.Get<DatasetService>().VersionsAsync("d", query, cancellationToken),
            one => Word(one.Version),
            i => StoreAsync(core, "d", 100 + i),
            name => core.Get<DatasetTrash>().DeleteAsync("d", int.Parse(name, CultureInfo.InvariantCulture), "bob", default));
    }

    [Fact]
    public async Task Trash()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await EachAsync(i => StoreAsync(core, $"d{i}", i));
        await EachAsync(i => core.Get<DatasetTrash>().DeleteAsync($"d{i}", null, "bob", default));
        var trash = core.Get<TrashService>();

        await CheckAsync(
            async (query, cancellationToken) => (await trash.PageAsync(query, cancellationToken)).Page,
            item => item.Id,
            async i =>
            {
                await StoreAsync(core, $"a{i}", 100 + i);
                await core.Get<DatasetTrash>().DeleteAsync($"a{i}", null, "bob", default);
            },
            id => trash.RestoreAsync("dataset_version", id, "bob", default));
    }

    [Fact]
    public async Task Models()
    {
        await using CoreHost core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        string run = await RegistryHost.RunAsync(core, 1);
        await EachAsync(i => registry.RegisterAsync($"m{i}", run, "ada", default));

        await CheckAsync(
            (page, token) => registry.ListAsync(page, token),
            row => row.Model.Name,
            i => registry.RegisterAsync($"a{i}", run, "bob", default),
            name => registry.DeleteAsync(name + ":1", null, "bob", default));
    }

    [Fact]
    public async Task Versions_of_a_model_and_its_history()
    {
        await using CoreHost core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        await EachAsync(async i => await registry.RegisterAsync("m", await RegistryHost.RunAsync(core, i), "ada", default));

        await CheckAsync(
            (query, cancellationToken) => registry.VersionsAsync("m", query, cancellationToken),
            version => version.ModelId,
            async i => await registry.RegisterAsync("m", await RegistryHost.RunAsync(core, 100 + i), "bob", default),
            id => registry.DeleteAsync(id, null, "bob", default));
        await CheckAsync(
            (query, cancellationToken) => registry.HistoryAsync("m", null, query, cancellationToken),
            one => Word(one.Id),
            async i => await registry.RegisterAsync("m", await RegistryHost.RunAsync(core, 200 + i), "bob", default),
            delete: null);
    }

    [Fact]
    public async Task Experiments()
    {
        await using CoreHost core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        await EachAsync(i => tracking.GetOrCreateExperimentAsync($"e{i}", "ada", default));

        await CheckAsync(
            core.Get<RunQueries>().ExperimentsAsync, row => row.Experiment.Name, i => tracking.GetOrCreateExperimentAsync($"a{i}", "bob", default), delete: null);
    }

    [Fact]
    public async Task Keys()
    {
        await using CoreHost core = await CoreHost.StartAsync(services => services.AddAccess());
        var keys = core.Get<ApiKeyService>();
        await EachAsync(i => keys.CreateAsync(new NewApiKey($"k{i}", UserRole.Viewer, null), "ada", default));

        await CheckAsync(keys.ListAsync, key => key.KeyId, i => keys.CreateAsync(new NewApiKey($"a{i}", UserRole.Viewer, null), "ada", default), delete: null);
    }

    [Fact]
    public async Task Audit()
    {
        await using CoreHost core = await CoreHost.StartAsync(services => services.AddAudit());
        var log = core.Get<AuditLog>();
        Task AddAsync(int i) => log.AppendAsync(new AuditEntry("ada", "thing.made", "thing", Word(i)), default);
        await EachAsync(AddAsync);

        await CheckAsync((query, cancellationToken) => log.ListAsync(new AuditQuery(), query, cancellationToken), one => one.SubjectId, i => AddAsync(100 + i), delete: null);
    }

    [Fact]
    public async Task Jobs()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        async Task AddAsync(int i)
        {
            await using var context = await core.Contexts.CreateDbContextAsync();
            context.Add(new BatchJob
            {
                JobId = Ids.New(core.Clock),
                State = BatchState.Cancelled,
                CreatedAt = core.Clock.GetUtcNow(),
                CreatedBy = Word(i),
                ModelName = "m",
                ModelVersion = 1,
                Source = "rows.csv",
                InputSha256 = new string('0', 64),
                InputBytes = 1,
                Format = CsvFormat.Default,
            });
            await context.SaveChangesAsync();
        }

        await EachAsync(AddAsync);
        await CheckAsync(core.Get<BatchService>().ListAsync, job => job.JobId, AddAsync, async id =>
        {
            await using var context = await core.Contexts.CreateDbContextAsync();
            await context.Set<BatchJob>().Where(job => job.JobId == id).ExecuteDeleteAsync();
        });
    }

    [Theory]
    [InlineData("started_at")]
    [InlineData("ended_at")]
    [InlineData("duration")]
    [InlineData("name")]
    [InlineData("status")]
    [InlineData("created_by")]
    [InlineData("score")]
    [InlineData("metrics.loss")]
    [InlineData("params.depth")]
    [InlineData("params.note")]
    public async Task Runs_in_every_order(string sort)
    {
        await using CoreHost core = await CoreHost.StartAsync(services => services.AddTracking());
        var queries = core.Get<RunQueries>();
        Experiment experiment = await core.Get<TrackingService>().GetOrCreateExperimentAsync("e", "ada", default);
        foreach (bool descending in (bool[])[true, false])
        {
            await EachAsync(i => AddRunAsync(core, experiment, i));
            await CheckAsync(
                (query, cancellationToken) => queries.PageAsync(new RunFilter { Sort = sort, Descending = descending }, query, cancellationToken),
                row => row.Run.RunId,
                i => AddRunAsync(core, experiment, i),
                async id =>
                {
                    await using var context = await core.Contexts.CreateDbContextAsync();
                    await context.Set<Run>().Where(run => run.RunId == id).ExecuteUpdateAsync(set => set.SetProperty(run => run.DeletedAt, core.Clock.GetUtcNow()));
                });
        }
    }

    [Theory]
    [InlineData("bzUw")]
    [InlineData("%%")]
    [InlineData("W10")]
    [InlineData("WyJtb2RlbHMiLCJhIl0")]
    [InlineData("WyJleHBlcmltZW50cyJd")]
    [InlineData("WyJleHBlcmltZW50cyIsbnVsbF0")]
    [InlineData("WyJleHBlcmltZW50cyIsIlx1MDAwMCJd")]
    public async Task What_no_listing_gave_out_is_refused(string cursor)
    {
        await using CoreHost core = await CoreHost.StartAsync(services => services.AddTracking());

        InvalidException refusal = await Assert.ThrowsAsync<InvalidException>(
            async () => await core.Get<RunQueries>().ExperimentsAsync(PageQuery.Parse(10, cursor), default));

        Assert.Equal(["cursor"], refusal.Errors.Keys);
    }

    // Ties, gaps and values that are too long for a cursor.
    private static async Task AddRunAsync(CoreHost core, Experiment experiment, int i)
    {
        await using var context = await core.Contexts.CreateDbContextAsync();
        string id = Ids.New(core.Clock);
        DateTimeOffset start = new(2026, 1, 1, 0, 0, i % 4, TimeSpan.Zero);
        bool ended = i % 3 != 0;
        context.Add(new Run
        {
            RunId = id,
            ExperimentId = experiment.ExperimentId,
            Experiment = experiment.Name,
            Name = $"run {i % 5}",
            StartedAt = start,
            EndedAt = ended ? start.AddSeconds(i % 4) : null,
            Status = ended ? (RunStatus)(i % 4) : RunStatus.Running,
            CreatedBy = i % 2 == 0 ? "ada" : "bob",
            Metric = "loss",
            Score = ended ? 1.0 / (i % 4 + 3) : null,
        });
        context.Add(RunMetric.Of(id, new MetricPoint("loss", ended ? 0.1 * (i % 4) : double.NaN, 0, start)));
        if (i % 4 > 0)
        {
            context.Add(new RunParameter { RunId = id, Key = "depth", Value = Word(i % 4) });
            context.Add(new RunParameter { RunId = id, Key = "note", Value = new string('n', 400) + Word(i % 4) });
        }

        await context.SaveChangesAsync();
    }

    /// <summary>Goes through a listing two rows at a time. Between the pages rows are added (twice) or one that was seen is deleted, in turn.</summary>
    private static async Task CheckAsync<T>(Func<PageQuery, CancellationToken, Task<Page<T>>> list, Func<T, string> name, Func<int, Task> add, Func<string, Task>? delete)
    {
        HashSet<string> stable = [.. (await list(new PageQuery(PageQuery.MaxLimit), default)).Items.Select(name)];
        Assert.True(stable.Count >= Rows);
        var seen = new List<string>();
        int step = 0;
        for (PageQuery? query = new(2); query is not null; step++)
        {
            Page<T> page = await list(query, default);
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items.Select(name));
            query = page.NextCursor is { } cursor ? PageQuery.Parse(2, cursor) : null;
            if (query is not null && (step % 2 == 0 || delete is null))
            {
                await add(2 * step);
                await add((2 * step) + 1);
            }
            else if (query is not null)
            {
                // Both rows of the page before: the one at which it ended, and one before it.
                foreach (string gone in seen.TakeLast(2))
                {
                    await delete!(gone);
                }
            }
        }

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(stable.Except(seen));
        string[] whole = [.. (await list(new PageQuery(PageQuery.MaxLimit), default)).Items.Select(name).Where(stable.Contains)];
        Assert.Equal(whole, seen.Where(whole.Contains));
    }

    private static async Task EachAsync(Func<int, Task> add)
    {
        for (int i = 0; i < Rows; i++)
        {
            await add(i);
        }
    }

    private static Task<StoredDataset> StoreAsync(CoreHost core, string name, int content) => core.Get<DatasetService>().StoreAsync(
        new DatasetUpload(name, "rows.csv"), new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"id,x\n1,{content}\n2,{content + 1}\n")), "ada", default);

    private static string Word(long number) => number.ToString(CultureInfo.InvariantCulture);
}
