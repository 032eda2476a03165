using Bunit;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Registry;

public sealed class VersionApprovalTests : StoredPageTest
{
    [Theory]
    [InlineData("viewer", false, false)]
    [InlineData("data_scientist", false, true)]
    [InlineData("approver", false, false)]
    [InlineData("approver", true, true)]
    public async Task Asking_is_offered_to_those_who_may_not_promote_by_themselves(string role, bool needsApproval, bool offered)
    {
        await ServingHost.StageAsync(Core, "shop", 1);
        ModelVersion version = await Core.Get<RegistryService>().GetAsync("shop:1", default);
        Reader.SetRoles(role);

        var part = Render<VersionApproval>(set => set.Add(one => one.Version, version).Add(one => one.Policy, new StagePolicy(NeedsApproval: needsApproval)));

        Assert.Equal(offered, part.FindAll("form").Count == 1);
    }

    [Fact]
    public async Task Who_asks_sees_that_it_waits_and_then_what_was_decided()
    {
        await ServingHost.StageAsync(Core, "shop", 1);
        ModelVersion version = await Core.Get<RegistryService>().GetAsync("shop:1", default);
        Reader.SetRoles("data_scientist");
        var part = Render<VersionApproval>(set => set.Add(one => one.Version, version).Add(one => one.Policy, new StagePolicy()));

        await part.Find("form").SubmitAsync();
        part.WaitForAssertion(() => Assert.Contains("ada has asked for production.", part.Markup, StringComparison.Ordinal));
        ApprovalRequest request = (await Core.Get<ApprovalService>().FindPendingAsync("shop:1", default))!;
        await Core.Get<ApprovalService>().RejectAsync(request.Id, "not yet", Actor.Of("bob", UserRole.Approver), default);

        part.WaitForAssertion(() => Assert.Contains("bob has rejected it. not yet", part.Markup, StringComparison.Ordinal));
        Assert.Single(part.FindAll("form"));
    }
}
