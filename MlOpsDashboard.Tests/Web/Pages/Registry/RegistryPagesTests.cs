using Bunit;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Registry;

public sealed class RegistryPagesTests : StoredPageTest
{
    [Fact]
    public async Task Models_say_how_many_are_in_production()
    {
        string id = await RegistryHost.ServableAsync(Core.Services, "income", 1);
        await Core.Get<RegistryService>().PromoteAsync(id, ModelStage.Production, null, "ada", default);

        var page = Open<RegisteredModels>("registry");

        page.WaitForAssertion(() => Assert.Contains("1 of 1 model in production", page.Markup, StringComparison.Ordinal));
        Assert.Equal("registry/income?version=1", page.FindAll("td a")[0].GetAttribute("href"));
        Assert.Equal("predict?model=income%3A1", page.Find("td.actions a").GetAttribute("href"));
    }

    [Fact]
    public void Models_without_one_lead_to_training()
    {
        var page = Open<RegisteredModels>("registry");
        page.WaitForAssertion(() => Assert.Equal("training", page.Find("a").GetAttribute("href")));
    }

    [Fact]
    public async Task Version_is_promoted_with_a_comment_that_stands_in_the_history()
    {
        await RegistryHost.ServableAsync(Core.Services, "income", 1);
        var page = Open<ModelPage>("registry/income?version=1&tab=history", p => p.Add(c => c.Name, "income"));
        page.WaitForState(() => page.FindAll(".version").Count == 1);

        await ChooseAsync(page, "Promote with a comment");
        await page.Find("#promote-comment").ChangeAsync(new() { Value = "better on the young" });
        await page.Find("form.promote").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("better on the young", page.Find(".timeline").TextContent, StringComparison.Ordinal));
        Assert.Contains("moved from staging to production", page.Find(".timeline").TextContent, StringComparison.Ordinal);
        Assert.Contains("by ada", page.Find(".timeline").TextContent, StringComparison.Ordinal);
        Assert.Equal("income:1", (await Core.Get<RegistryService>().GetAsync("income:production", default)).ModelId);
        await OpenMenuAsync(page);
        Assert.True(Button(page, "Delete").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Version_shows_the_curves_of_the_one_in_production_dashed()
    {
        await Core.Get<RegistryService>().PromoteAsync(await RegistryHost.ServableAsync(Core.Services, "income", 1, RegistryHost.Roc), ModelStage.Production, null, "ada", default);
        await RegistryHost.StagedAsync(Core.Services, "income", 2, RegistryHost.Roc);

        var version = Open<ModelPage>("registry/income?version=2", p => p.Add(c => c.Name, "income"));

        version.WaitForAssertion(() => Assert.Equal(
            [("Version 2 (AUC 0.9000)", null, "series 1"), ("Version 1, in production (AUC 0.9000)", "dash", "muted")], Drawn().Where(line => line.Name.Contains("AUC", StringComparison.Ordinal))));

        IEnumerable<(string Name, string? Dash, string? Colour)> Drawn() => Charts.Traces.EnumerateArray().Select(trace => (
            trace.TryGetProperty("name", out var name) ? name.GetString()! : "",
            trace.TryGetProperty("line", out var line) && line.TryGetProperty("dash", out var dash) ? dash.GetString() : null,
            trace.TryGetProperty("line", out line) && line.TryGetProperty("color", out var colour) ? colour.GetString() : null));
    }

    [Fact]
    public async Task Promotion_that_another_one_overtook_says_why()
    {
        var registry = Core.Get<RegistryService>();
        await RegistryHost.ServableAsync(Core.Services, "income", 1);
        await registry.PromoteAsync("income:1", ModelStage.None, null, "ada", default);
        var page = Open<ModelPage>("registry/income?version=1", p => p.Add(c => c.Name, "income"));
        page.WaitForState(() => page.FindAll(".version").Count == 1);
        await ChooseAsync(page, "Move to staging");
        await registry.PromoteAsync("income:1", ModelStage.Production, null, "bob", default);

        await page.Find("form.promote").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("income:1 is in production by now", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Archived_version_goes_back_into_production_in_one_move()
    {
        var registry = Core.Get<RegistryService>();
        string first = await RegistryHost.ServableAsync(Core.Services, "income", 1);
        string second = await RegistryHost.ServableAsync(Core.Services, "income", 2);
        await registry.PromoteAsync(first, ModelStage.Production, null, "ada", default);
        await registry.PromoteAsync(second, ModelStage.Production, null, "ada", default);
        var page = Open<ModelPage>("registry/income?version=1&tab=history", p => p.Add(c => c.Name, "income"));
        page.WaitForState(() => page.FindAll(".version").Count == 1);

        await Button(page, "Promote to production").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("moved from archived to production", page.Find(".timeline").TextContent, StringComparison.Ordinal));
        Assert.Equal((first, ModelStage.Archived), ((await registry.GetAsync("income:production", default)).ModelId, (await registry.GetAsync(second, default)).Stage));
        await OpenMenuAsync(page);
        Assert.Equal(["Archive", "Move to staging", "Take out of its stage"], page.FindAll(".menu-items button").Take(3).Select(b => b.TextContent.Trim()));
    }

    [Fact]
    public async Task Version_whose_file_is_damaged_says_so_and_is_not_promoted()
    {
        var registry = Core.Get<RegistryService>();
        string id = await RegistryHost.ServableAsync(Core.Services, "income", 1);
        StoredFiles.Alter(Core.Folder, (await registry.GetAsync(id, default)).ArtifactSha256);
        var page = Open<ModelPage>("registry/income?version=1", p => p.Add(c => c.Name, "income"));
        page.WaitForState(() => page.FindAll(".version").Count == 1);
        await Button(page, "Promote to production").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("income:1 cannot go into production", page.Find(".error-panel").TextContent, StringComparison.Ordinal));
        Assert.Contains("its file did not match its SHA-256", page.Find(".damage").TextContent, StringComparison.Ordinal);
        Assert.Equal(ModelStage.Staging, (await registry.GetAsync(id, default)).Stage);
    }

    [Fact]
    public async Task Comment_is_shown_with_its_author()
    {
        await RegistryHost.StagedAsync(Core, "income", 1);
        var page = Open<ModelPage>("registry/income?version=1&tab=history", p => p.Add(c => c.Name, "income"));
        page.WaitForState(() => page.FindAll(".version").Count == 1);

        await page.Find("textarea[aria-label=Comment]").ChangeAsync(new() { Value = "Looks good." });
        await page.FindAll("form")[^1].SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Looks good.", page.Find(".comment").TextContent, StringComparison.Ordinal));
        Assert.Equal("ada", Assert.Single(await Core.Get<RegistryService>().CommentsAsync("income:1", default)).Author);
    }

    [Fact]
    public async Task Version_of_many_features_shows_them_all_only_when_asked()
    {
        string features = string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"name":"x{{i}}","type":"numeric","nullable":false}"""));
        string signature = $$"""{"features":[{{features}}],"target":"income","task":"binary","classes":["no","yes"]}""";
        await Core.Get<RegistryService>().RegisterAsync("wide", await RegistryHost.RunAsync(Core, 1, signature: signature), "ada", default);
        var page = Open<ModelPage>("registry/wide?version=1&tab=data", p => p.Add(c => c.Name, "wide"));
        page.WaitForState(() => page.FindAll(".version").Count == 1);
        Assert.DoesNotContain("feature x49", page.Markup, StringComparison.Ordinal);

        await Button(page, "Show all 55").ClickAsync();

        Assert.Contains("feature x49", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comparison_shows_what_differs()
    {
        await RegistryHost.StagedAsync(Core, "income", 1);
        await RegistryHost.StagedAsync(Core, "income", 2);

        var page = Open<VersionCompare>("registry/compare?ids=income:1,income:2");

        page.WaitForAssertion(() => Assert.Equal(["depth"], page.FindAll("tr.differs th").Select(th => th.TextContent)));
        Assert.Contains("0.9020", page.Find("td.best").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_lists_no_more_than_the_page_holds()
    {
        await RegistryHost.StagedAsync(Core, "income", 1);
        Page<StageEvent> events = await Core.Get<RegistryService>().HistoryAsync("income", null, new PageQuery(), default);
        var history = Render<StageHistory>(p => p.Add(c => c.Events, events.Items));
        Assert.Equal(2, history.FindAll("li").Count);
    }

    [Fact]
    public async Task Models_are_found_by_a_part_of_their_name_and_the_list_is_in_the_address()
    {
        await RegistryHost.StagedAsync(Core, "income", 1);
        await RegistryHost.StagedAsync(Core, "churn", 2);

        var page = Open<RegisteredModels>("registry?q=CHU&columns=learner");

        page.WaitForAssertion(() => Assert.Equal(["churn"], page.FindAll("tbody th").Select(th => th.TextContent.Trim())));
        Assert.Equal(["Model", "Learner"], page.FindAll("thead th:not(:last-child)").Select(th => th.TextContent.Trim()));
        page.Find("input[type=search]").Input("inc");
        await Wait.UntilAsync(() => page.InvokeAsync(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return Address == "/registry?q=inc&columns=learner";
        }));
    }

    [Fact]
    public async Task Model_that_somebody_else_promotes_says_so_at_once()
    {
        await RegistryHost.ServableAsync(Core.Services, "income", 1);
        var page = Open<RegisteredModels>("registry");
        page.WaitForAssertion(() => Assert.Contains("0 of 1 model in production", page.Markup, StringComparison.Ordinal));

        await Core.Get<RegistryService>().PromoteAsync("income:1", ModelStage.Production, null, "bob", default);

        page.WaitForAssertion(() => Assert.Contains("1 of 1 model in production", page.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("registry/income?version=7", "There is no model version income:7.")]
    [InlineData("registry/income?version=x", "is no version of income")]
    public async Task Version_that_is_unknown_is_said(string address, string words)
    {
        await RegistryHost.StagedAsync(Core, "income", 1);
        var page = Open<ModelPage>(address, p => p.Add(c => c.Name, "income"));
        page.WaitForAssertion(() => Assert.Contains(words, page.Markup, StringComparison.Ordinal));
        Assert.Equal("registry/income", page.FindAll(".trail a")[1].GetAttribute("href"));
    }

    private static async Task OpenMenuAsync(IRenderedComponent<ModelPage> page) => await page.Find("button[aria-haspopup=menu]").ClickAsync();

    private static async Task ChooseAsync(IRenderedComponent<ModelPage> page, string entry)
    {
        await OpenMenuAsync(page);
        await Button(page, entry).ClickAsync();
    }
}
