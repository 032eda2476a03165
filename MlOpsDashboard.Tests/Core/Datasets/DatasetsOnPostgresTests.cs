using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets;

public sealed class DatasetsOnPostgresTests
{
    [PostgresFact]
    public async Task Stores_lists_and_deletes_as_on_sqlite()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await using CoreHost core = await DatasetHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = database.ConnectionString,
        });

        StoredDataset[] same = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => core.StoreAsync("d", "a,b\n1,x\n"))));
        StoredDataset[] others = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => core.StoreAsync("d", $"a,b\n2,{i}\n"))));

        Assert.Single(same, one => one.Created);
        Assert.Equal(Enumerable.Range(2, 8), others.Select(one => one.Version.Version).Order());
        DatasetSummary listed = Assert.Single((await core.Get<DatasetService>().ListAsync(new PageQuery(), CancellationToken.None)).Items);
        Assert.Equal((9, 9), (listed.Latest.Version, listed.Versions));
        await core.Get<DatasetTrash>().DeleteAsync("d", null, "tester", CancellationToken.None);
        Assert.Equal(9, (await core.Get<TrashService>().EmptyAsync("tester", CancellationToken.None)).Items);
    }
}
