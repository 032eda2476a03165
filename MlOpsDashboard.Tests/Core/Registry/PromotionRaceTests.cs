using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Registry;

/// <summary>What the database itself must hold, on SQLite and on PostgreSQL.</summary>
public sealed class PromotionRaceTests
{
    private const int Promotions = 50;

    [Fact]
    public async Task Fifty_promotions_at_once_leave_one_in_production_on_sqlite()
    {
        await using var core = await RegistryHost.StartAsync();
        await RaceAsync(core, core);
    }

    // Two hosts are two nodes: what one of them locks in memory, the other does not see.
    [PostgresFact]
    public async Task Fifty_promotions_at_once_of_two_nodes_leave_one_in_production_on_postgres()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var core = await RegistryHost.StartAsync(postgres: database.ConnectionString);
        await using var other = await RegistryHost.StartAsync(postgres: database.ConnectionString);
        await RaceAsync(core, other);
    }

    [Fact]
    public async Task Two_production_versions_are_refused_by_the_database_on_sqlite()
    {
        await using var core = await RegistryHost.StartAsync();
        await SecondProductionAsync(core);
    }

    [PostgresFact]
    public async Task Two_production_versions_are_refused_by_the_database_on_postgres()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var core = await RegistryHost.StartAsync(postgres: database.ConnectionString);
        await SecondProductionAsync(core);
    }

    [Fact]
    public async Task History_cannot_be_changed_on_sqlite()
    {
        await using var core = await RegistryHost.StartAsync();
        await ForgeAsync(core);
    }

    [PostgresFact]
    public async Task History_cannot_be_changed_on_postgres()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var core = await RegistryHost.StartAsync(postgres: database.ConnectionString);
        await ForgeAsync(core);
    }

    private static async Task RaceAsync(CoreHost core, CoreHost other)
    {
        var ids = new List<string>();
        for (int i = 0; i < Promotions; i++)
        {
            ids.Add(await RegistryHost.StagedAsync(core, "income", i));
        }

        Exception?[] failures = await Task.WhenAll(ids.Select((id, i) => Task.Run(() => Record.ExceptionAsync(
            () => (i % 2 == 0 ? core : other).Get<RegistryService>().PromoteAsync(id, ModelStage.Production, null, "ada", default)))));

        Assert.All(failures.OfType<Exception>(), failure => Assert.IsType<ConflictException>(failure));
        var registry = core.Get<RegistryService>();
        IReadOnlyList<ModelVersion> versions = (await registry.VersionsAsync("income", new PageQuery(), default)).Items;
        Assert.Single(versions, v => v.Stage == ModelStage.Production);
        int moved = failures.Count(f => f is null);
        Assert.Equal(moved - 1, versions.Count(v => v.Stage == ModelStage.Archived));
        IReadOnlyList<StageEvent> history = (await registry.HistoryAsync("income", null, new PageQuery(1000), default)).Items;
        Assert.Equal(moved, history.Count(e => e.ToStage == ModelStage.Production));
        Assert.Equal(moved - 1, history.Count(e => e.Kind == StageEventKind.Superseded));
    }

    private static async Task SecondProductionAsync(CoreHost core)
    {
        await RegistryHost.StagedAsync(core, "income", 1);
        await RegistryHost.StagedAsync(core, "income", 2);
        await using var context = await core.Contexts.CreateDbContextAsync();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => context.Set<ModelVersion>().ExecuteUpdateAsync(set => set.SetProperty(v => v.Stage, ModelStage.Production)));
    }

    private static async Task ForgeAsync(CoreHost core)
    {
        await RegistryHost.StagedAsync(core, "income", 1);
        await using var context = await core.Contexts.CreateDbContextAsync();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => context.Set<StageEvent>().ExecuteUpdateAsync(set => set.SetProperty(e => e.Actor, "mallory")));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => context.Set<StageEvent>().ExecuteDeleteAsync());
        Assert.Equal(2, await context.Set<StageEvent>().CountAsync(e => e.Actor == "ada"));
    }
}
