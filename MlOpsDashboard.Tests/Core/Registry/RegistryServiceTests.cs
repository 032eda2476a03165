using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Registry;

public sealed class RegistryServiceTests
{
    [Fact]
    public async Task Register_copies_what_the_run_knows_and_the_same_run_again_is_the_same_version()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        string run = await RegistryHost.RunAsync(core, 7);

        RegisteredVersion first = await registry.RegisterAsync("income", run, "ada", default);
        RegisteredVersion again = await registry.RegisterAsync("income", run, "bob", default);

        Assert.Equal((true, false), (first.Created, again.Created));
        ModelVersion version = await registry.GetAsync("income:1", default);
        Assert.Equal(("income:1", ModelStage.None, run, "ada"), (version.ModelId, version.Stage, version.RunId, version.CreatedBy));
        Assert.Equal(("adult", 1, 42L, "linear", "income"), (version.DatasetName, version.DatasetVersion, version.Seed, version.Learner, version.Target));
        Assert.Equal(0.907, version.Metrics["roc_auc"]);
        Assert.Equal("7", version.Parameters["depth"]);
        Assert.Null(version.ParentVersion);
        Assert.Equal(4, version.Bytes);
        Assert.Equal(version.ModelId, (await registry.FindByRunAsync(run, default))?.ModelId);
        var (_, content) = await registry.OpenArtifactAsync("income:latest", default);
        using var reader = new BinaryReader(content);
        Assert.Equal(7, reader.ReadInt32());
    }

    [Fact]
    public async Task Register_of_what_is_no_finished_model_is_refused()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        var tracking = core.Get<TrackingService>();
        string running = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        string empty = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.FinishAsync(empty, RunStatus.Finished, null, default);
        string failed = await RegistryHost.RunAsync(core, 1, status: RunStatus.Failed);

        await Assert.ThrowsAsync<ConflictException>(() => registry.RegisterAsync("m", running, "ada", default));
        await Assert.ThrowsAsync<ConflictException>(() => registry.RegisterAsync("m", empty, "ada", default));
        await Assert.ThrowsAsync<ConflictException>(() => registry.RegisterAsync("m", failed, "ada", default));
        await Assert.ThrowsAsync<NotFoundException>(() => registry.RegisterAsync("m", "nobody", "ada", default));
        await Assert.ThrowsAsync<InvalidException>(() => registry.RegisterAsync("a:b", empty, "ada", default));
        await Assert.ThrowsAsync<InvalidException>(() => registry.RegisterAsync("a/b", empty, "ada", default));
        Assert.Empty((await registry.ListAsync(new PageQuery(), default)).Items);
    }

    [Fact]
    public async Task Promotion_into_production_archives_the_former_one_and_tells_who_when_why()
    {
        var clock = new FakeTimeProvider();
        var heard = new RecordingObserver();
        await using var core = await RegistryHost.StartAsync(clock, configure: services => services.AddSingleton<IStageObserver>(heard));
        var registry = core.Get<RegistryService>();
        string first = await RegistryHost.StagedAsync(core, "income", 1);
        string second = await RegistryHost.StagedAsync(core, "income", 2);
        await registry.PromoteAsync(first, ModelStage.Production, null, "ada", default);
        clock.Advance(TimeSpan.FromHours(1));

        await registry.PromoteAsync(second, ModelStage.Production, "better on the young", "bob", default);

        Assert.Equal(second, (await registry.GetAsync("income:production", default)).ModelId);
        Assert.Equal(ModelStage.Archived, (await registry.GetAsync(first, default)).Stage);
        StageEvent[] events = [.. (await registry.HistoryAsync("income", null, new PageQuery(), default)).Items.Take(2)];
        Assert.Equal(
            (2, StageEventKind.Moved, ModelStage.Staging, ModelStage.Production, "bob", "better on the young", clock.GetUtcNow()),
            (events[0].Version, events[0].Kind, events[0].FromStage, events[0].ToStage, events[0].Actor, events[0].Comment, events[0].At));
        Assert.Equal((1, StageEventKind.Superseded), (events[1].Version, events[1].Kind));
        Assert.Equal((2, 1), (heard.Changes[^1].Event.Version, heard.Changes[^1].Superseded));
        Assert.Equal(1, (await registry.GetAsync(second, default)).ParentVersion);
        Page<AuditEvent> log = await core.Get<AuditLog>().ListAsync(new AuditQuery { SubjectId = second }, new PageQuery(), default);
        Assert.Equal(
            ("bob", "model.moved", "better on the young", "from staging to production"),
            (log.Items[0].Actor, log.Items[0].Action, log.Items[0].Reason, log.Items[0].Detail));
    }

    [Fact]
    public async Task Version_moves_from_any_stage_to_any_other_in_one_call()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        string other = await RegistryHost.StagedAsync(core, "income", 1);
        string id = await RegistryHost.StagedAsync(core, "income", 2);
        foreach (ModelStage from in Enum.GetValues<ModelStage>())
        {
            foreach (ModelStage to in Enum.GetValues<ModelStage>())
            {
                await registry.PromoteAsync(other, ModelStage.Production, null, "ada", default);
                await registry.PromoteAsync(id, from, null, "ada", default);

                Assert.Equal(to, (await registry.PromoteAsync(id, to, null, "ada", default)).Stage);

                bool took = from == ModelStage.Production || to == ModelStage.Production;
                Assert.Equal(to, (await registry.GetAsync(id, default)).Stage);
                Assert.Equal(took ? ModelStage.Archived : ModelStage.Production, (await registry.GetAsync(other, default)).Stage);
            }
        }
    }

    [Theory]
    [InlineData(ModelStage.None, ModelStage.Staging, true)]
    [InlineData(ModelStage.Staging, ModelStage.Archived, true)]
    [InlineData(ModelStage.Staging, ModelStage.Production, false)]
    [InlineData(ModelStage.Production, ModelStage.Archived, false)]
    [InlineData(ModelStage.Production, ModelStage.Staging, false)]
    public async Task A_data_scientist_moves_versions_but_not_into_or_out_of_production(ModelStage from, ModelStage to, bool may)
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        await RegistryHost.StagedAsync(core, "income", 1);
        await registry.PromoteAsync("income:1", from, null, "ada", default);
        Actor scientist = Actor.Of("sue", UserRole.DataScientist);

        Exception? known = await Record.ExceptionAsync(() => registry.MoveAsync("income:1", from, to, null, scientist, default));
        Assert.Equal(may ? to : from, (await registry.GetAsync("income:1", default)).Stage);
        await registry.PromoteAsync("income:1", from, null, "ada", default);
        Exception? unknown = await Record.ExceptionAsync(() => registry.PromoteAsync("income:1", to, null, scientist, default));

        Assert.Equal(may ? to : from, (await registry.GetAsync("income:1", default)).Stage);
        Assert.All([known, unknown], outcome => Assert.Equal(may ? null : "This takes the role approver; sue has the role data scientist.", outcome?.Message));
    }

    [Fact]
    public async Task Move_of_a_version_that_left_the_stage_it_was_seen_in_is_refused()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        string id = await RegistryHost.StagedAsync(core, "income", 1);
        await registry.PromoteAsync(id, ModelStage.Production, null, "bob", default);

        var refused = await Assert.ThrowsAsync<ConflictException>(
            () => registry.MoveAsync(id, ModelStage.Staging, ModelStage.Archived, null, "ada", default));

        Assert.Contains("income:1 is in production by now", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ModelStage.Production, (await registry.GetAsync(id, default)).Stage);
        Assert.Equal(ModelStage.Production, (await registry.MoveAsync(id, ModelStage.Staging, ModelStage.Production, null, "ada", default)).Stage);
    }

    [Fact]
    public async Task Promotion_repeated_does_no_harm_and_that_of_no_version_is_refused()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        string id = await RegistryHost.StagedAsync(core, "income", 1);
        await registry.PromoteAsync(id, ModelStage.Staging, "again", "ada", default);
        Assert.Equal(2, (await registry.HistoryAsync("income", 1, new PageQuery(), default)).Items.Count);

        await Assert.ThrowsAsync<NotFoundException>(() => registry.PromoteAsync("income:9", ModelStage.Staging, null, "ada", default));
        await Assert.ThrowsAsync<NotFoundException>(() => registry.PromoteAsync("other:1", ModelStage.Staging, null, "ada", default));
        await Assert.ThrowsAsync<NotFoundException>(() => registry.GetAsync("income:production", default));
    }

    [Theory]
    [InlineData("income")]
    [InlineData("income:")]
    [InlineData(":1")]
    [InlineData("income:0")]
    [InlineData("income:-1")]
    [InlineData("income:1.0")]
    [InlineData("income:99999999999")]
    [InlineData("income:best")]
    [InlineData("income:none")]
    public async Task Model_ids_that_are_none_are_refused(string modelId)
    {
        await using var core = await RegistryHost.StartAsync();
        var refused = await Assert.ThrowsAsync<InvalidException>(() => core.Get<RegistryService>().GetAsync(modelId, default));
        Assert.Contains("model_id", refused.Errors.Keys);
    }

    [Fact]
    public async Task Finished_run_that_wishes_so_is_registered_even_when_a_crash_came_between()
    {
        using var folder = new TempFolder();
        string cutOff;
        await using (var core = await RegistryHost.StartAsync(folder: folder.FullName))
        {
            string run = await RegistryHost.RunAsync(core, 1, registerAs: "income");
            Assert.Equal("income:1", (await core.Get<RegistryService>().FindByRunAsync(run, default))?.ModelId);

            // As a crash leaves it: the run ended, and nobody heard of it.
            cutOff = await RegistryHost.RunAsync(core, 2);
            await using var context = await core.Contexts.CreateDbContextAsync();
            await context.Set<Run>().Where(r => r.RunId == cutOff).ExecuteUpdateAsync(set => set.SetProperty(r => r.RegisterAs, "income"));
        }

        await using (var core = await RegistryHost.StartAsync(folder: folder.FullName))
        {
            Assert.Equal("income:2", (await core.Get<RegistryService>().FindByRunAsync(cutOff, default))?.ModelId);
        }

        await using (var core = await RegistryHost.StartAsync(folder: folder.FullName))
        {
            Assert.Equal(2, (await core.Get<RegistryService>().VersionsAsync("income", new PageQuery(), default)).Items.Count);
        }
    }

    [Fact]
    public async Task Failing_observer_does_not_undo_the_promotion()
    {
        await using var core = await RegistryHost.StartAsync(
            configure: services => services.AddSingleton<IStageObserver>(new RecordingObserver { Fails = true }));
        Assert.Equal("income:1", await RegistryHost.StagedAsync(core, "income", 1));
        Assert.Equal(ModelStage.Staging, (await core.Get<RegistryService>().GetAsync("income:1", default)).Stage);
    }

    [Fact]
    public async Task List_shows_one_row_a_model_with_latest_production_and_staging()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        string first = await RegistryHost.StagedAsync(core, "income", 1);
        await registry.PromoteAsync(first, ModelStage.Production, null, "ada", default);
        await RegistryHost.StagedAsync(core, "income", 2);
        await registry.RegisterAsync("income", await RegistryHost.RunAsync(core, 3), "ada", default);
        await registry.RegisterAsync("age", await RegistryHost.RunAsync(core, 4), "ada", default);

        Page<ModelRow> page = await registry.ListAsync(new PageQuery(), default);

        Assert.Equal(["age", "income"], page.Items.Select(r => r.Model.Name));
        ModelRow row = page.Items[1];
        Assert.Equal((3, 3, 1, 2), (row.Versions, row.Latest?.Version, row.Production?.Version, row.Staging?.Version));
        Assert.Equal((1, 1, null, null), (page.Items[0].Versions, page.Items[0].Latest?.Version, page.Items[0].Production?.Version, page.Items[0].Staging?.Version));
    }

    [Fact]
    public async Task Comparison_tells_what_differs_in_metrics_parameters_data_and_signature()
    {
        await using var core = await RegistryHost.StartAsync();
        var registry = core.Get<RegistryService>();
        await registry.RegisterAsync("income", await RegistryHost.RunAsync(core, 1), "ada", default);
        string other = RegistryHost.Signature.Replace("\"numeric\"", "\"categorical\"", StringComparison.Ordinal);
        await registry.RegisterAsync("income", await RegistryHost.RunAsync(core, 2, signature: other), "ada", default);

        VersionComparison comparison = await registry.CompareAsync(["income:1", "income:2"], default);

        Assert.Equal(1, Assert.Single(comparison.Metrics).Best);
        Assert.Equal(("depth", true), (comparison.Parameters[0].Key, comparison.Parameters[0].Differs));
        Assert.Equal(["1", "2"], comparison.Parameters[0].Values);
        Assert.All(comparison.Data, row => Assert.False(row.Differs));
        Assert.Equal(("feature age", true), (comparison.Signature[0].Key, comparison.Signature[0].Differs));
        await Assert.ThrowsAsync<InvalidException>(() => registry.CompareAsync(["income:1"], default));
        await Assert.ThrowsAsync<InvalidException>(() => registry.CompareAsync(["income:2", "income:latest"], default));
    }

    [Fact]
    public async Task Comments_keep_author_and_time()
    {
        var clock = new FakeTimeProvider();
        await using var core = await RegistryHost.StartAsync(clock);
        var registry = core.Get<RegistryService>();
        string id = await RegistryHost.StagedAsync(core, "income", 1);
        await registry.CommentAsync(id, "Looks good.", "bob", default);
        ModelComment comment = Assert.Single(await registry.CommentsAsync(id, default));
        Assert.Equal(("bob", "Looks good.", clock.GetUtcNow()), (comment.Author, comment.Text, comment.At));
        await Assert.ThrowsAsync<InvalidException>(() => registry.CommentAsync(id, " ", "bob", default));
    }
}
