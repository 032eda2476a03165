using System.Text;
using Bunit;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Comparisons;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Tests.Core.Serving;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Registry;

public sealed class ComparisonPageTests : StoredPageTest
{
    private static readonly Actor s_ada = Actor.Of("ada", UserRole.DataScientist);

    [Fact]
    public async Task Report_says_first_who_is_better_and_then_by_what()
    {
        await ServingHost.StageAsync(Core.Services, "shop", 1);
        await ServingHost.StageAsync(Core.Services, "shop", 2, threshold: 0.99);
        string rows = string.Concat(Enumerable.Range(0, 60).Select(row => FormattableString.Invariant($"{(row % 20) - 9.5},red,{((row % 20) - 9.5 > -3 ? "yes" : "<no>")}\n")));
        await Core.Get<DatasetService>().StoreAsync(new DatasetUpload("rows", "rows.csv"), new MemoryStream(Encoding.UTF8.GetBytes("x,colour,bought\n" + rows)), s_ada, default);
        Comparison asked = await Core.Get<ComparisonService>().StartAsync(
            new ComparisonRequest { ModelIds = ["shop:1", "shop:2"], Dataset = "rows", Segments = ["colour"] }, s_ada, default);

        var page = Open<ComparisonPage>($"registry/comparisons/{asked.Id}", p => p.Add(c => c.Id, asked.Id));

        page.WaitForAssertion(() => Assert.Contains("Who is better?", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        Assert.Contains("shop:2 ", page.Find("#verdict + p").TextContent, StringComparison.Ordinal);
        Assert.Contains("Right where shop:1 is wrong: 0;", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["colour = red"], page.FindAll("[aria-label=Segments] tbody th").Select(one => one.TextContent));
        Assert.Contains("shop:1, shop:2 on rows:1", page.Find("header").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_not_there_is_said()
    {
        var page = Open<ComparisonPage>("registry/comparisons/none", p => p.Add(c => c.Id, "none"));

        page.WaitForAssertion(() => Assert.Contains("There is no comparison none.", page.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.02, 0.01, 0.03, "b is better than a by 0.02 in ROC AUC")]
    [InlineData(-0.02, -0.03, -0.01, "b is worse than a by 0.02 in ROC AUC")]
    [InlineData(0.02, -0.01, 0.05, "b and a do not differ beyond chance: b seems better by 0.02")]
    public void Verdict_leaves_to_chance_what_may_be_chance(double gain, double low, double high, string expected)
    {
        var pair = new ComparedPair("a", "b", [new ComparedGain("roc_auc", gain, low, high)], null, null);

        Assert.StartsWith(expected, ComparisonWords.Verdict(pair, "roc_auc").Replace("0.0200", "0.02", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
