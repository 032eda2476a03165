using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Tests.Support;
using Quartz;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Jobs;

public sealed class JobDispatcherTests
{
    [Fact]
    public Task Sqlite_runs_jobs() => RunsAsync([]);

    [PostgresFact]
    public async Task PostgreSql_runs_jobs()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await RunsAsync(new()
        {
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = database.ConnectionString,
        });
    }

    [Fact]
    public async Task Same_identifier_twice_is_a_conflict()
    {
        var board = new Board();
        await using var core = await StartAsync(board);
        var jobs = core.Get<JobDispatcher>();
        await jobs.EnqueueAsync<BoardJob>("one", default);

        await Assert.ThrowsAsync<ConflictException>(() => jobs.EnqueueAsync<BoardJob>("one", default));
        Assert.True(await jobs.ExistsAsync<BoardJob>("one", default));
        board.Release.SetResult();
    }

    [Fact]
    public async Task Running_job_is_told_to_stop()
    {
        var board = new Board();
        await using var core = await StartAsync(board);
        var jobs = core.Get<JobDispatcher>();
        await jobs.EnqueueAsync<BoardJob>("one", default);
        await board.Started("one").Task;
        Assert.True(await jobs.CancelAsync<BoardJob>("one", default));

        await board.Cancelled("one").Task;
    }

    [Fact]
    public async Task Job_interrupted_by_a_stop_runs_again_at_the_next_start()
    {
        using var folder = new TempFolder();
        var first = new Board();
        await using (var core = await StartAsync(first, folder: folder.FullName))
        {
            await core.Get<JobDispatcher>().EnqueueAsync<BoardJob>("one", default);
            await first.Started("one").Task;
        }

        var second = new Board();
        await using (await StartAsync(second, folder: folder.FullName))
        {
            Assert.True(await second.Started("one").Task);
            second.Release.SetResult();
        }
    }

    [Fact]
    public async Task Health_has_an_entry_for_each_part()
    {
        await using var core = await StartAsync(new Board());
        // The scheduler starts when the host has: until then it says so.
        HealthReport report = null!;
        await Wait.UntilAsync(async () =>
            (report = await core.Get<HealthCheckService>().CheckHealthAsync()).Status == HealthStatus.Healthy);

        Assert.Equal(["artifact_store", "background_work", "database", "scheduler"], report.Entries.Keys.Order(StringComparer.Ordinal));
    }

    private static async Task RunsAsync(Dictionary<string, string?> settings)
    {
        var board = new Board();
        board.Release.SetResult();
        await using var core = await StartAsync(board, settings);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => core.Get<JobDispatcher>().EnqueueAsync<BoardJob>($"job {i}", default)));

        var recovering = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => board.Started($"job {i}").Task));
        Assert.DoesNotContain(true, recovering);
    }

    private static Task<CoreHost> StartAsync(Board board, Dictionary<string, string?>? settings = null, string? folder = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build();
        return CoreHost.StartAsync(services => services.AddJobs(configuration).AddSingleton(board), folder, settings: settings);
    }

    /// <summary>Where the jobs of a test say how far they are.</summary>
    internal sealed class Board
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _started = new();
        private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _cancelled = new();

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<bool> Started(string id) => _started.GetOrAdd(id, _ => New());

        public TaskCompletionSource<bool> Cancelled(string id) => _cancelled.GetOrAdd(id, _ => New());

        private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class BoardJob(Board board) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            string id = JobDispatcher.IdOf(context);
            board.Started(id).SetResult(context.Recovering);
            try
            {
                await board.Release.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                board.Cancelled(id).TrySetResult(true);
                throw;
            }
        }
    }
}
