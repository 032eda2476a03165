using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets.Profiling;

public sealed class DatasetDiffTests
{
    private const string Before = "id,city,n\n1,Rome,5\n2,Oslo,6\n3,Bern,7\n4,Bern,8\n";

    // Columns in another order, row 2 changed in two fields, row 3 gone, rows 5 and 6 new.
    private const string After = "n,id,city\n5,1,Rome\n60,2,Paris\n8,4,Bern\n9,5,Nice\n9,6,Nice\n";

    [Fact]
    public async Task Compares_rows_by_a_key()
    {
        await using CoreHost core = await StoreAsync(Before, After);

        DatasetDiff diff = await core.Get<DatasetService>().DiffAsync("d", 1, 2, ["id"], CancellationToken.None);

        Assert.Equal((2L, 1L, 1L, 2L), (diff.Added, diff.Removed, diff.Changed, diff.Unchanged));
        Assert.Equal([new("city", 1), new("n", 1)], diff.ChangedColumns);
        DiffRow changed = diff.Examples[0];
        Assert.Equal((DiffKind.Changed, "2,Oslo,6", "2,Paris,60"), (changed.Kind, string.Join(',', changed.Before!), string.Join(',', changed.After!)));
        Assert.True(diff.Schema.Reordered);
    }

    [Fact]
    public async Task Compares_rows_as_a_multiset()
    {
        await using CoreHost core = await StoreAsync("a,b\n1,x\n1,x\n2,y\n", "a,b\n1,x\n2,y\n2,y\n3,z\n");

        DatasetDiff diff = await core.Get<DatasetService>().DiffAsync("d", 1, 2, null, CancellationToken.None);

        Assert.Equal((2L, 1L, 0L, 2L), (diff.Added, diff.Removed, diff.Changed, diff.Unchanged));
        Assert.Equal(["3,z", "2,y"], diff.Examples.Where(row => row.Kind == DiffKind.Added).Select(row => string.Join(',', row.After!)).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["1,x"], diff.Examples.Where(row => row.Kind == DiffKind.Removed).Select(row => string.Join(',', row.Before!)));
    }

    [Theory]
    [InlineData("city", "more than once in version 1, the second time on line 5")]
    [InlineData("nothing", "no column 'nothing'")]
    public async Task Refuses_a_key_that_is_none(string key, string words)
    {
        await using CoreHost core = await StoreAsync(Before, After);

        InvalidException fault = await Assert.ThrowsAsync<InvalidException>(
            () => core.Get<DatasetService>().DiffAsync("d", 1, 2, [key], CancellationToken.None));

        Assert.Contains(words, Assert.Single(fault.Errors["key"]), StringComparison.Ordinal);
    }

    // Men against women of adult.csv. By numpy 1.24: tenths of the men's ages by quantile, counts by searchsorted(side="left"), shares of
    // at least 1e-4 for the index; the distance of workclass also by scipy.spatial.distance.jensenshannon(base=2), with '?' as a class.
    [SharedDataFact("adult.csv")]
    public async Task Agrees_with_numpy_on_shifts()
    {
        string[] lines = await File.ReadAllLinesAsync(SharedData.Find("adult.csv"));
        string Half(string sex) => lines[0] + "\n" + string.Join('\n', lines.Skip(1).Where(line => line.Contains(sex, StringComparison.Ordinal))) + "\n";
        await using CoreHost core = await StoreAsync(Half(",Male,"), Half(",Female,"));

        DatasetDiff diff = await core.Get<DatasetService>().DiffAsync("d", 1, 2, null, CancellationToken.None);

        ColumnShift age = diff.Shifts.Single(shift => shift.Column == "age");
        Assert.Equal(0.0707883775117775, age.Psi, 10);
        Assert.Equal(0.11248125157095092, age.JensenShannon, 10);
        Assert.Equal((39.4943951, 36.92798913), (Math.Round(age.MeanBefore!.Value, 8), Math.Round(age.MeanAfter!.Value, 8)));
        ColumnShift workclass = diff.Shifts.Single(shift => shift.Column == "workclass");
        Assert.Equal(0.12319085840051398, workclass.Psi, 10);
        Assert.Equal(0.14622899453325383, workclass.JensenShannon, 10);
    }

    private static async Task<CoreHost> StoreAsync(string before, string after)
    {
        CoreHost core = await DatasetHost.StartAsync();
        await core.StoreAsync("d", before);
        await core.StoreAsync("d", after);
        return core;
    }
}
