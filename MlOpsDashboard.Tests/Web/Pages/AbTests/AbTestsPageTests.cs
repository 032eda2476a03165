using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.AbTests;
using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Tests.Core.Deployments;
using MlOpsDashboard.Tests.Core.Serving;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.AbTests;

public sealed class AbTestsPageTests : StoredPageTest
{
    private AbTestService Tests => Services.GetRequiredService<AbTestService>();

    /// <inheritdoc/>
    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        var feed = new AbTestFeed(TimeProvider.System);
        var store = new AbTestStore(Core.Contexts, Core.Get<MlOpsDashboard.Core.Audit.AuditLog>());
        Services.AddSingleton(feed);
        ComponentFactories.AddStub<AbTestChallenger>();
        Services.AddSingleton(new AbTestService(
            store,
            Core.Get<RegistryService>(),
            new AbForecaster(Core.Contexts, TimeProvider.System),
            Core.Get<CandidateLoader>(),
            Core.Get<ServingPlans>(),
            feed,
            TimeProvider.System));
    }

    [Fact]
    public void Without_a_model_the_page_says_where_one_comes_from()
    {
        var page = Open<AbTestsPage>("abtests");

        page.WaitForAssertion(() => Assert.Contains("There is nothing to compare yet", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_says_how_long_it_takes_and_starts_the_test_of_the_version_in_the_address()
    {
        await MakeAsync();
        await ServingHost.StageAsync(Core, "shop", 3);
        var page = Open<AbTestsPage>("abtests?model=shop&version=2");
        page.WaitForState(() => page.FindAll("form").Count == 1 && page.FindAll(".forecast").Count == 1);
        Assert.Contains("How long it takes cannot be told yet. From 0 requests of shop", page.Find(".forecast").TextContent, StringComparison.Ordinal);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.StartsWith("/abtests/", Address, StringComparison.Ordinal));
        AbTest test = Assert.Single(await Tests.ListAsync("shop", default));
        Assert.Equal((1, 2, "ada", 0.5), (test.ChampionVersion, test.ChallengerVersions.Single(), test.StartedBy, test.Shares[1]));
    }

    [Fact]
    public async Task A_share_that_is_none_is_refused_beside_its_field()
    {
        await MakeAsync();
        var page = Open<AbTestsPage>("abtests?model=shop");
        page.WaitForState(() => page.FindAll("form").Count == 1);

        await page.Find("input[name=split]").ChangeAsync("100");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("split must be above 0 and below 1", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_verdict_comes_first_and_follows_what_is_measured()
    {
        AbTest test = await BeginAsync();
        var page = Open<AbTestPage>($"abtests/{test.Id}", parameters => parameters.Add(p => p.TestId, test.Id));
        page.WaitForAssertion(() => Assert.Contains("Too early to say", page.Markup, StringComparison.Ordinal));

        await Tests.ReportAsync(test, Report(), default);

        page.WaitForAssertion(() => Assert.Contains("Version 2 is better", page.Markup, StringComparison.Ordinal));
        Assert.Contains("81.4 %", page.Markup, StringComparison.Ordinal);
        Assert.Contains("+1 points to +5 points", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Put version 2 into production", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Failed requests of version 2", page.Markup, StringComparison.Ordinal);
        await Tests.StopAsync(test.Id, DeploymentHost.Approver, default);
        page.WaitForAssertion(() => Assert.Contains("ada stopped it", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Put version 2", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_sees_everything_and_is_offered_nothing()
    {
        AbTest test = await BeginAsync();
        Reader.SetRoles("viewer");
        var page = Open<AbTestPage>($"abtests/{test.Id}", parameters => parameters.Add(p => p.TestId, test.Id));

        page.WaitForAssertion(() => Assert.Contains("Completing or stopping a test takes the role approver.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Version 2", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button"));
    }

    [Fact]
    public void A_test_that_is_not_there_is_said_to_be_so()
    {
        var page = Open<AbTestPage>("abtests/none", parameters => parameters.Add(p => p.TestId, "none"));

        page.WaitForAssertion(() => Assert.Contains("There is no such test", page.Markup, StringComparison.Ordinal));
    }

    private static AbTestReport Report() => new()
    {
        Arms =
        [
            new AbArm { Version = 1, Share = 0.5, Requests = 1000, Labelled = 990, Compared = 980, Coverage = 0.98, Mean = 0.784 },
            new AbArm { Version = 2, Share = 0.5, Requests = 1010, Labelled = 999, Compared = 985, Coverage = 0.975, Mean = 0.814 },
        ],
        Comparisons = [new AbComparison(2, 0.03, 0.01, 0.05, 0.001, 0.999, 0.00001, 0.03, 0)],
        Guardrails = [new AbGuardrail(2, "error_rate", 0, 0.01, true)],
        Verdict = new AbVerdict(AbVerdictKind.ChallengerWins, 2, "shop:2 is better than shop:1.", DateTimeOffset.UnixEpoch),
        Points = [new AbPoint(2, 500, 0.02, -0.04, 0.08), new AbPoint(2, 1965, 0.03, 0.01, 0.05)],
    };

    private async Task<AbTest> BeginAsync()
    {
        await MakeAsync();
        return await Tests.StartAsync(new AbTestRequest { ModelName = "shop", Challengers = ["shop:2"] }, DeploymentHost.Approver, default);
    }

    private async Task MakeAsync()
    {
        await ServingHost.PromoteAsync(Core, "shop", 1);
        await ServingHost.StageAsync(Core, "shop", 2);
    }
}
