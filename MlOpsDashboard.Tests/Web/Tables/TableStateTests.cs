using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Components.Tables;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Tables;

public sealed class TableStateTests
{
    [Fact]
    public void What_a_list_shows_is_read_back_from_its_address() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<(string, string, bool, byte, string)>(), IsReadBack));

    [Fact]
    public void The_usual_state_has_the_plain_address_and_a_column_turns_around_when_it_is_chosen_again()
    {
        TableState usual = TableState.Of("experiments/a%20b", "http://localhost/experiments/a%20b", "started_at", usuallyDescending: true);

        Assert.Equal("experiments/a%20b", usual.Address);
        Assert.Equal("experiments/a%20b?sort=started_at&order=asc", usual.SortedBy("started_at", greatestFirst: true).Address);
        Assert.Equal("experiments/a%20b?sort=name&order=asc", (usual with { Page = 3 }).SortedBy("name", greatestFirst: false).Address);
        Assert.Equal("experiments/a%20b?status=failed", (usual with { Page = 3 }).With("status", "failed").Address);
        Assert.Equal(usual.Address, usual.With("status", "failed").With("status", "").Address);
    }

    [Theory]
    [InlineData("?page=x", 1)]
    [InlineData("?page=-3", 1)]
    [InlineData("?page=7#end", 7)]
    public void A_page_that_is_none_is_the_first(string query, int page) =>
        Assert.Equal(page, TableState.Of("data", "http://localhost/data" + query).Page);

    private static bool IsReadBack((string, string, bool, byte, string) drawn)
    {
        (string text, string sort, bool descending, byte page, string filter) = drawn;
        var state = new TableState
        {
            Path = "registry",
            Text = Plain(text),
            Sort = Plain(sort),
            Descending = Plain(sort).Length > 0 && descending,
            Page = Math.Max((byte)1, page),
            Columns = ["learner", "metrics.roc_auc"],
            Others = new Dictionary<string, string>(StringComparer.Ordinal) { ["status"] = Plain(filter) },
        };

        TableState read = TableState.Of("registry", "http://localhost/" + state.Address);

        return (read.Text, read.Sort, read.Descending, read.Page, read.Other("status"), string.Join(',', read.Columns!))
            == (state.Text, state.Sort, state.Descending, state.Page, state.Other("status"), "learner,metrics.roc_auc");
    }

    // Half a character has no place in an address.
    private static string Plain(string? text) => string.Concat((text ?? "").Where(letter => !char.IsSurrogate(letter))).Trim();
}
