using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Deployments;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Tests.Core.Deployments;
using MlOpsDashboard.Tests.Core.Serving;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Deployments;

public sealed class DeploymentsPageTests : StoredPageTest
{
    /// <inheritdoc/>
    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Services.AddSingleton(Core.Get<DeploymentService>());
        Services.AddSingleton(Core.Get<RolloutFeed>());
    }

    [Fact]
    public void Without_a_model_the_page_says_where_one_comes_from()
    {
        var page = Open<DeploymentsPage>("deployments");

        page.WaitForAssertion(() => Assert.Contains("There is no model to deploy", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_is_chosen_by_the_address_and_its_canary_started()
    {
        await MakeAsync();
        await ServingHost.StageAsync(Core, "shop", 3);
        var page = Open<DeploymentsPage>("deployments?model=shop&version=2");
        page.WaitForState(() => page.FindAll("form").Count == 1);
        Assert.Contains("shop: version 1 answers everything.", page.Markup, StringComparison.Ordinal);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("warming up", page.Markup, StringComparison.Ordinal));
        DeploymentStatus status = await Core.Get<DeploymentService>().ReadStatusAsync("shop", default);
        Assert.Equal((2, RolloutStrategy.Canary, "ada"), (status.Rollout!.CandidateVersion, status.Rollout.Strategy, status.Rollout.StartedBy));
        Assert.Equal([5, 25, 50, 100], status.Rollout.Canary!.Steps);
    }

    [Fact]
    public async Task Steps_that_fall_are_refused_beside_their_field()
    {
        await MakeAsync();
        var page = Open<DeploymentsPage>("deployments?model=shop");
        page.WaitForState(() => page.FindAll("form").Count == 1);

        await page.Find("input[name=steps]").ChangeAsync("50, 25, 100");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("canary.steps must rise, but are 50, 25, 100.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_running_canary_shows_its_split_step_gates_and_timeline_as_they_change()
    {
        await MakeAsync();
        Rollout rollout = await DeploymentHost.BeginAsync(Core, RolloutStrategy.Canary, 5, 100);
        var page = Open<DeploymentsPage>("deployments?model=shop");
        page.WaitForState(() => page.FindAll("[aria-current=step]").Count == 1);

        await Core.Get<DeploymentService>().ReportAsync(
            rollout, new RolloutReport { Gates = [new("error_rate", 0.002, 0.01, true), new("loss_from_labels", null, null, true)], StableRequests = 90, CandidateRequests = 10 }, default);
        page.WaitForAssertion(() => Assert.Contains("Failed requests", page.Markup, StringComparison.Ordinal));
        string markup = page.Markup;
        await Core.Get<DeploymentService>().AbortAsync(rollout.Id, DeploymentHost.Approver, default);

        Assert.Contains("5 % of the requests", markup, StringComparison.Ordinal);
        Assert.Contains("0.2 %", markup, StringComparison.Ordinal);
        Assert.Contains("10 %", markup, StringComparison.Ordinal);
        Assert.Contains("no data yet", markup, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("ada ended it.", page.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("form"));
    }

    [Fact]
    public async Task A_viewer_sees_everything_and_is_offered_nothing()
    {
        await MakeAsync();
        await ServingHost.PromoteAsync(Core, "shop", 3);
        Reader.SetRoles("viewer");
        var page = Open<DeploymentsPage>("deployments?model=shop");

        page.WaitForAssertion(() => Assert.Contains("Starting a roll-out takes the role approver.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Rolling back takes the role approver.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));
    }

    private async Task MakeAsync()
    {
        await ServingHost.PromoteAsync(Core, "shop", 1);
        await ServingHost.StageAsync(Core, "shop", 2);
    }
}
