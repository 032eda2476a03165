using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets;

public sealed class DatasetTrashTests
{
    private const string Csv = "a,b\n1,x\n2,y\n";

    [Fact]
    public async Task Takes_a_version_out_of_use_and_back()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        await core.StoreAsync("d", Csv);

        await core.Get<DatasetTrash>().DeleteAsync("d", 1, "tester", CancellationToken.None);

        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<DatasetService>().GetAsync("d", null, CancellationToken.None));
        TrashItem item = Assert.Single((await core.Get<TrashService>().ListAsync(CancellationToken.None)).Items);
        Assert.Equal(("dataset_version", "d:1"), (item.Kind, item.Id));
        await core.Get<TrashService>().RestoreAsync(item.Kind, item.Id, "tester", CancellationToken.None);
        Assert.Equal(1, (await core.Get<DatasetService>().GetAsync("d", null, CancellationToken.None)).Version);
    }

    [Fact]
    public async Task Frees_the_bytes_that_it_names_and_gives_no_number_twice()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        DatasetVersion stored = (await core.StoreAsync("d", Csv)).Version;
        await core.Get<DatasetTrash>().DeleteAsync("d", null, "tester", CancellationToken.None);
        long freeable = (await core.Get<TrashService>().ListAsync(CancellationToken.None)).FreeableBytes;

        TrashEmptied emptied = await core.Get<TrashService>().EmptyAsync("tester", CancellationToken.None);

        Assert.Equal(stored.Bytes + stored.AnalysisBytes, freeable);
        Assert.Equal(freeable, emptied.FreedBytes);
        Assert.False(core.Artifacts.Exists(stored.Sha256));
        Assert.Equal(2, (await core.StoreAsync("d", Csv)).Version.Version);
    }

    [Fact]
    public async Task Leaves_a_file_that_another_data_set_holds()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        DatasetVersion stored = (await core.StoreAsync("d", Csv)).Version;
        await core.StoreAsync("other", Csv);
        await core.Get<DatasetTrash>().DeleteAsync("d", 1, "tester", CancellationToken.None);

        TrashEmptied emptied = await core.Get<TrashService>().EmptyAsync("tester", CancellationToken.None);

        Assert.Equal((1, 0L), (emptied.Items, emptied.FreedBytes));
        Assert.True(core.Artifacts.Exists(stored.Sha256));
    }

    [Fact]
    public async Task Gives_a_deleted_version_back_when_its_content_comes_again()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        await core.StoreAsync("d", Csv);
        await core.Get<DatasetTrash>().DeleteAsync("d", 1, "tester", CancellationToken.None);

        StoredDataset again = await core.StoreAsync("d", Csv);

        Assert.Equal((false, 1), (again.Created, again.Version.Version));
        Assert.Empty((await core.Get<TrashService>().ListAsync(CancellationToken.None)).Items);
    }
}
