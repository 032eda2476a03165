using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tracking;

/// <summary>However much there is, the database is asked a fixed number of times.</summary>
public sealed class RunVolumeTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(2_000)]
    public async Task Reading_takes_the_same_number_of_statements_whatever_the_number_of_runs(int runs)
    {
        using var statements = new StatementCount();
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        string[] ids = await ManyRuns.InsertAsync(core, runs);
        var queries = core.Get<RunQueries>();
        var filter = new RunFilter { Experiment = "many", Sort = "metrics.loss" };
        await queries.CountAsync(filter, default);
        statements.Begin(core);

        Assert.Equal(5, await statements.LeastAsync(() => queries.PageAsync(filter, new PageQuery(), default)));
        Assert.Equal(2, await statements.LeastAsync(() => queries.CountAsync(filter, default)));
        Assert.Equal(6, await statements.LeastAsync(() => queries.ExperimentsAsync(new PageQuery(), default)));
        Assert.Equal(4, await statements.LeastAsync(() => queries.CompareAsync(ids[..Math.Min(runs, RunQueries.MaxCompared)], default)));
        Assert.Equal(6, await statements.LeastAsync(() => queries.GetAsync(ids[0], default)));
        Assert.Equal(1, await statements.LeastAsync(() => queries.HistoryAsync(ids[..20], ["loss"], default)));
    }

    [Fact]
    public async Task Models_are_listed_with_four_statements_whatever_their_number()
    {
        using var statements = new StatementCount();
        await using var core = await RegistryHost.StartAsync();
        string run = await RegistryHost.RunAsync(core, 1);
        var registry = core.Get<RegistryService>();
        for (int i = 0; i < 60; i++)
        {
            await registry.RegisterAsync($"model {i:00}", run, "ada", default);
        }

        statements.Begin(core);
        Page<ModelRow> page = await registry.ListAsync(new PageQuery(), default);

        Assert.Equal(50, page.Items.Count);
        Assert.NotNull(page.NextCursor);
        Assert.Equal(4, await statements.LeastAsync(() => registry.ListAsync(new PageQuery(), default)));
    }
}
