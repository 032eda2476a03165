using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets;

public sealed class DatasetServiceTests
{
    private const string Csv = "a,b\n1,x\n2,y\n3,x\n";

    // Hash by sha256sum, rows by `wc -l` less the header.
    [SharedDataFact("adult.csv")]
    public async Task Stores_a_table_under_its_hash_and_gives_it_back_byte_for_byte()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        byte[] content = await File.ReadAllBytesAsync(SharedData.Find("adult.csv"));

        StoredDataset stored = await core.StoreAsync("adult", content, "income");

        Assert.True(stored.Created);
        Assert.Equal("6f519c67ccd70e0c9d4f616b15d338aa6e44b336a20962f5010fb01bee0d12d4", stored.Version.Sha256);
        Assert.Equal((1, 48842L, content.LongLength), (stored.Version.Version, stored.Version.Rows, stored.Version.Bytes));
        Assert.Equal(15, stored.Version.Columns.Count);
        await using Stream back = await core.Get<DatasetService>().OpenContentAsync("adult", 1, CancellationToken.None);
        Assert.Equal(stored.Version.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(back)));
        DataTable table = await core.Get<DatasetService>().LoadAsync("adult", 1, ["income", "age"], CancellationToken.None);
        Assert.Equal(["age", "income"], table.Columns.Select(column => column.Name));
        Assert.Equal(48842, table.RowCount);
    }

    [Fact]
    public async Task Stores_the_same_content_once()
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        StoredDataset first = await core.StoreAsync("d", Csv);
        StoredDataset again = await core.StoreAsync("d", Csv);
        StoredDataset other = await core.StoreAsync("d", Csv + "4,z\n");

        Assert.True(first.Created);
        Assert.False(again.Created);
        Assert.Equal(1, again.Version.Version);
        Assert.True(other.Created);
        Assert.Equal(2, other.Version.Version);
    }

    [Fact]
    public async Task Stores_what_is_inside_a_gzip_file()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        await core.StoreAsync("d", Csv);

        StoredDataset stored = await core.StoreAsync("d", BadFiles.Gzip(Encoding.UTF8.GetBytes(Csv)));

        Assert.False(stored.Created);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Csv))), stored.Version.Sha256);
    }

    [Fact]
    public async Task Unpacks_a_gzip_file_of_several_parts()
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        StoredDataset stored = await core.StoreAsync("d", [.. BadFiles.Gzip("a,b\n1,x\n"u8.ToArray()), .. BadFiles.Gzip("2,y\n"u8.ToArray())]);

        Assert.Equal(2, stored.Version.Rows);
    }

    [Theory]
    [InlineData("empty", "empty")]
    [InlineData("header only", "no rows")]
    [InlineData("ragged", "Line 3")]
    [InlineData("broken quote", "Line 2")]
    [InlineData("NUL", "NUL")]
    [InlineData("wrong encoding", "Line 3")]
    [InlineData("duplicate names", "'a'")]
    [InlineData("5,000 columns", "4,096")]
    [InlineData("10 MB field", "1,024 KiB")]
    [InlineData("cut gzip", "damaged")]
    [InlineData("bomb", "two hundred times")]
    [InlineData("ZIP", "ZIP")]
    public async Task Says_what_is_wrong_with_a_file_and_stores_nothing(string what, string words)
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        InvalidException fault = await Assert.ThrowsAsync<InvalidException>(() => core.StoreAsync("d", BadFiles.Named(what)));

        Assert.Contains(words, Assert.Single(fault.Errors["file"]), StringComparison.Ordinal);
        await AssertNothingIsStoredAsync(core, what);
    }

    [Theory]
    [InlineData("../etc")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:1")]
    public async Task Refuses_names_with_path_characters(string name)
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        InvalidException fault = await Assert.ThrowsAsync<InvalidException>(() => core.StoreAsync(name, Csv));

        Assert.Equal(["name"], fault.Errors.Keys);
        await AssertNothingIsStoredAsync(core, name);
    }

    [Fact]
    public async Task Refuses_a_target_that_is_no_column()
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        InvalidException fault = await Assert.ThrowsAsync<InvalidException>(() => core.StoreAsync("d", Csv, "nothing"));

        Assert.Contains("'nothing'", Assert.Single(fault.Errors["target"]), StringComparison.Ordinal);
        await AssertNothingIsStoredAsync(core, "target");
    }

    [Fact]
    public async Task Takes_odd_but_sound_files()
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        DatasetVersion one = (await core.StoreAsync("one-column", "a\n1\n2\n")).Version;
        DatasetVersion missing = (await core.StoreAsync("missing", "a,b\n1,\n2,NA\n")).Version;
        DatasetVersion unnamed = (await core.StoreAsync("unnamed", "a,\n1,x\n2,y\n")).Version;
        DatasetVersion bare = (await core.StoreAsync("bare", "1,2\n3,4\n")).Version;
        DatasetVersion infinite = (await core.StoreAsync("infinite", "a,b\n1,NaN\ninf,2\n3,4\n")).Version;

        Assert.Single(one.Columns);
        Assert.Equal((2L, 0L), (missing.Columns[1].Missing, missing.Columns[1].Distinct));
        Assert.Equal("column_2", unnamed.Columns[1].Name);
        Assert.Equal(["column_1", "column_2"], bare.Columns.Select(column => column.Name));
        Assert.Equal([1, 1], infinite.Columns.Select(column => column.Missing));
        Assert.All([missing, unnamed, bare, infinite], version => Assert.NotEmpty(version.Warnings));
    }

    [Fact]
    public async Task Makes_one_version_of_many_uploads_of_the_same_at_once()
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        StoredDataset[] stored = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => core.StoreAsync("d", Csv))));

        Assert.Single(stored, one => one.Created);
        Assert.All(stored, one => Assert.Equal(1, one.Version.Version));
    }

    [Fact]
    public async Task Numbers_many_uploads_at_once_without_a_gap()
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        StoredDataset[] stored = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => core.StoreAsync("d", Csv + $"{i},q\n"))));

        Assert.Equal(Enumerable.Range(1, 12), stored.Select(one => one.Version.Version).Order());
    }

    [Fact]
    public async Task Stores_nothing_when_cancelled()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => core.Get<DatasetService>().StoreAsync(
            new DatasetUpload("d"), new MemoryStream(Encoding.UTF8.GetBytes(Csv)), "tester", cancelled.Token));

        await AssertNothingIsStoredAsync(core, "cancelled");
    }

    [Fact]
    public async Task Lists_data_sets_and_versions()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        var service = core.Get<DatasetService>();
        await core.StoreAsync("b", Csv);
        await core.StoreAsync("a", Csv);
        await core.StoreAsync("a", Csv + "9,z\n");

        Page<DatasetSummary> all = await service.ListAsync(new PageQuery(1), CancellationToken.None);
        Page<DatasetSummary> rest = await service.ListAsync(PageQuery.Parse(1, all.NextCursor), CancellationToken.None);
        Page<DatasetVersion> versions = await service.VersionsAsync("a", new PageQuery(), CancellationToken.None);

        Assert.Equal(("a", 2, 2), (all.Items[0].Latest.Dataset, all.Items[0].Latest.Version, all.Items[0].Versions));
        Assert.Equal("b", rest.Items[0].Latest.Dataset);
        Assert.Null(rest.NextCursor);
        Assert.Equal([2, 1], versions.Items.Select(version => version.Version));
        await Assert.ThrowsAsync<NotFoundException>(() => service.GetAsync("a", 3, CancellationToken.None));
        await Assert.ThrowsAsync<NotFoundException>(() => service.VersionsAsync("c", new PageQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task Warns_when_columns_changed_since_the_version_before()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        await core.StoreAsync("d", Csv);

        StoredDataset changed = await core.StoreAsync("d", "a,c\nq,1\nr,2\n");

        Assert.Contains("Compared with version 1: columns are gone: b.", changed.Version.Warnings);
        Assert.Contains("Compared with version 1: columns are new: c.", changed.Version.Warnings);
        Assert.Contains("Compared with version 1: columns changed their type: a (numeric → categorical).", changed.Version.Warnings);
    }

    [Fact]
    public async Task Shows_rows_as_they_are_written()
    {
        await using CoreHost core = await DatasetHost.StartAsync();
        await core.StoreAsync("d", "a,b\n1,\"x,\"\"y\"\n02.0,\n3,z\n");

        IReadOnlyList<string[]> rows = await core.Get<DatasetService>().RowsAsync("d", 1, 0, 2, CancellationToken.None);
        IReadOnlyList<string[]> last = await core.Get<DatasetService>().RowsAsync("d", 1, 2, 2, CancellationToken.None);

        Assert.Equal([["1", "x,\"y"], ["02.0", ""]], rows);
        Assert.Equal([["3", "z"]], last);
    }

    [Fact]
    public async Task Brings_its_own_sample_the_same_in_every_run()
    {
        await using CoreHost core = await DatasetHost.StartAsync();

        StoredDataset sample = await core.Get<DatasetService>().StoreSampleAsync("tester", CancellationToken.None);
        StoredDataset again = await core.Get<DatasetService>().StoreSampleAsync("tester", CancellationToken.None);

        Assert.Equal((10_000L, "churned"), (sample.Version.Rows, sample.Version.Target));
        Assert.Contains("1 / (1 + exp(-z))", sample.Version.Description, StringComparison.Ordinal);
        Assert.False(again.Created);
    }

    private static async Task AssertNothingIsStoredAsync(CoreHost core, string what)
    {
        await using var context = await core.Contexts.CreateDbContextAsync();
        Assert.False(await context.Set<Dataset>().AnyAsync(), what);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(core.Folder, "artifacts"), "*", SearchOption.AllDirectories));
    }
}
