using Bunit;
using MlOpsDashboard.Components.Pages.Monitoring;
using MlOpsDashboard.Core.Monitoring.Shares;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Monitoring;

public sealed class SharesTableTests : ComponentTest
{
    private static readonly ModelShares s_fits = new()
    {
        ModelName = "churn",
        Verdict = ShareVerdict.Fits,
        Requests = 1000,
        TransitionRequests = 12,
        UnplannedRequests = 0,
        ChiSquare = 0.4,
        DegreesOfFreedom = 1,
        PValue = 0.527,
        Versions = [new(7, 0.1, 0.106, 106, 100), new(6, 0.9, 0.894, 894, 900)],
        Pinned = [new(5, 30)],
    };

    [Fact]
    public void Configured_and_observed_stand_side_by_side()
    {
        IRenderedComponent<SharesTable> table = Render<SharesTable>(parameters => parameters.Add(p => p.Shares, s_fits));

        Assert.Equal(["churn:7", "churn:6"], table.FindAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(["10", "10.6", "106", "100"], table.FindAll("tbody tr")[0].QuerySelectorAll("td.figure").Select(cell => cell.TextContent));
        Assert.Equal(["width: 10%", "width: 10.6%"], table.FindAll("tbody tr")[0].QuerySelectorAll(".bar").Select(bar => bar.GetAttribute("style")));
        Assert.Contains("p 0.53", table.Markup, StringComparison.Ordinal);
        Assert.Contains("30 to churn:5", table.Markup, StringComparison.Ordinal);
        Assert.Contains("12 around a change", table.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ShareVerdict.Differs, 0, 0.0000004, "differ by more than chance")]
    [InlineData(ShareVerdict.Differs, 3, null, "3 requests were answered by a version that was to get none")]
    [InlineData(ShareVerdict.TooFew, 0, null, "Too few requests")]
    [InlineData(ShareVerdict.Fits, 0, null, "Every request went where it was meant to go")]
    [InlineData(ShareVerdict.Idle, 0, null, "No request was shared out")]
    public void The_judgement_is_a_sentence(ShareVerdict verdict, long unplanned, double? chance, string words)
    {
        ModelShares shares = s_fits with { Verdict = verdict, UnplannedRequests = unplanned, PValue = chance };
        IRenderedComponent<SharesTable> table = Render<SharesTable>(parameters => parameters.Add(p => p.Shares, shares));

        Assert.Contains(words, table.Markup, StringComparison.Ordinal);
    }
}
