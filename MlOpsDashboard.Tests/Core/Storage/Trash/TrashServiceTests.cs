using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage.Trash;

public sealed class TrashServiceTests
{
    [Fact]
    public async Task Emptying_says_the_bytes_first_and_frees_them_but_not_what_others_use()
    {
        await using var core = await StartAsync();
        string kept = await RunWithFilesAsync(core, [1, 2, 3], [9, 9]);
        string deleted = await RunWithFilesAsync(core, [4, 5, 6, 7], [9, 9]);
        await core.Get<RunTrash>().DeleteAsync(deleted, "ada", default);
        var trash = core.Get<TrashService>();

        TrashContent content = await trash.ListAsync(default);
        TrashItem item = Assert.Single(content.Items);
        Assert.Equal(("run", deleted, "ada", 6L), (item.Kind, item.Id, item.DeletedBy, item.Bytes));
        Assert.Equal(4, content.FreeableBytes);
        Assert.Equal(3, FilesOn(core));

        Assert.Equal(new TrashEmptied(1, 4), await trash.EmptyAsync("ada", default));

        Assert.Equal(2, FilesOn(core));
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<RunQueries>().GetAsync(deleted, default));
        Assert.Equal(2, (await core.Get<RunQueries>().GetAsync(kept, default)).Artifacts.Count);
        Assert.Equal(new TrashEmptied(0, 0), await trash.EmptyAsync("ada", default));
    }

    [Fact]
    public async Task Run_in_the_trash_is_not_listed_nor_written_and_comes_back_with_its_parts()
    {
        await using var core = await StartAsync();
        var tracking = core.Get<TrackingService>();
        string parent = await RunWithFilesAsync(core, [1]);
        string part = (await tracking.StartAsync(new NewRun("e", "ada") { ParentRunId = parent }, default)).RunId;
        await Assert.ThrowsAsync<ConflictException>(() => core.Get<RunTrash>().DeleteAsync(parent, "ada", default));
        await tracking.FinishAsync(part, RunStatus.Finished, null, default);

        await core.Get<RunTrash>().DeleteAsync(parent, "ada", default);

        var queries = core.Get<RunQueries>();
        Assert.Equal(0, await queries.CountAsync(new RunFilter(), default));
        await Assert.ThrowsAsync<ConflictException>(() => tracking.DescribeAsync(parent, "x", null, default));
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<RunTrash>().DeleteAsync(parent, "ada", default));
        Assert.NotNull((await queries.GetAsync(part, default)).Run.DeletedAt);

        await core.Get<TrashService>().RestoreAsync("run", parent, "ada", default);

        Assert.Equal(2, await queries.CountAsync(new RunFilter(), default));
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<TrashService>().RestoreAsync("run", parent, "ada", default));
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<TrashService>().RestoreAsync("elephant", parent, "ada", default));
    }

    [Fact]
    public async Task Retention_removes_what_is_older_and_leaves_the_rest()
    {
        var clock = new FakeTimeProvider();
        await using var core = await StartAsync(clock, ("Trash:RetentionDays", "7"));
        string old = await RunWithFilesAsync(core, [1]);
        string young = await RunWithFilesAsync(core, [2]);
        await core.Get<RunTrash>().DeleteAsync(old, "ada", default);
        clock.Advance(TimeSpan.FromDays(5));
        await core.Get<RunTrash>().DeleteAsync(young, "ada", default);
        clock.Advance(TimeSpan.FromDays(3));

        await ActivatorUtilities.CreateInstance<TrashRetention>(core.Get<IServiceProvider>()).RunOnceAsync(default);

        Assert.Equal([young], (await core.Get<TrashService>().ListAsync(default)).Items.Select(i => i.Id));
    }

    private static Task<CoreHost> StartAsync(TimeProvider? clock = null, params (string Key, string Value)[] settings) => CoreHost.StartAsync(
        services => services.AddTracking().AddTrash(),
        clock: clock,
        settings: settings.ToDictionary(s => s.Key, s => (string?)s.Value));

    private static async Task<string> RunWithFilesAsync(CoreHost core, params byte[][] files)
    {
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        for (int i = 0; i < files.Length; i++)
        {
            await tracking.AddArtifactAsync(id, $"{i}.bin", "application/octet-stream", files[i], default);
        }

        await tracking.FinishAsync(id, RunStatus.Finished, null, default);
        return id;
    }

    private static int FilesOn(CoreHost core) =>
        Directory.EnumerateFiles(Path.Combine(core.Folder, "artifacts"), "*", SearchOption.AllDirectories).Count();
}
