using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Registry;

public sealed class VersionTrashTests
{
    [Fact]
    public async Task Production_version_cannot_be_deleted_others_can_and_come_back()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        string live = await RegistryHost.StagedAsync(core, "income", 1);
        await registry.PromoteAsync(live, ModelStage.Production, null, "ada", default);
        string other = await RegistryHost.StagedAsync(core, "income", 2);

        await Assert.ThrowsAsync<ConflictException>(() => registry.DeleteAsync(live, null, "ada", default));
        await registry.DeleteAsync(other, "too old", "ada", default);

        await Assert.ThrowsAsync<NotFoundException>(() => registry.GetAsync(other, default));
        Assert.Equal(live, (await registry.GetAsync("income:latest", default)).ModelId);
        await Assert.ThrowsAsync<NotFoundException>(() => registry.PromoteAsync(other, ModelStage.Production, null, "ada", default));

        await core.Get<TrashService>().RestoreAsync("model_version", other, "ada", default);
        Assert.Equal(ModelStage.Staging, (await registry.GetAsync(other, default)).Stage);
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<TrashService>().RestoreAsync("model_version", other, "ada", default));
    }

    [Fact]
    public async Task Emptying_frees_the_artifact_only_when_the_run_is_gone_too_and_keeps_history_and_number()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        var trash = core.Get<TrashService>();
        string run = await RegistryHost.RunAsync(core, 1);
        ModelVersion version = (await registry.RegisterAsync("income", run, "ada", default)).Version;
        await registry.DeleteAsync(version.ModelId, null, "ada", default);
        await Assert.ThrowsAsync<ConflictException>(() => registry.RegisterAsync("income", run, "ada", default));

        Assert.Equal(0, (await trash.ListAsync(default)).FreeableBytes);
        Assert.Equal(new TrashEmptied(1, 0), await trash.EmptyAsync("ada", default));
        Assert.True(core.Artifacts.Exists(version.ArtifactSha256));
        await core.Get<RunTrash>().DeleteAsync(run, "ada", default);

        // The model's four bytes, and the run's confusion matrix.
        long bytes = (await trash.ListAsync(default)).FreeableBytes;
        Assert.Equal(4 + 48, bytes);
        Assert.Equal(new TrashEmptied(1, bytes), await trash.EmptyAsync("ada", default));
        Assert.False(core.Artifacts.Exists(version.ArtifactSha256));

        Assert.Equal(
            [StageEventKind.Purged, StageEventKind.Deleted, StageEventKind.Registered],
            (await registry.HistoryAsync("income", 1, new PageQuery(), default)).Items.Select(e => e.Kind));
        string next = (await registry.RegisterAsync("income", await RegistryHost.RunAsync(core, 2), "ada", default)).Version.ModelId;
        Assert.Equal("income:2", next);
    }
}
