using Bunit;
using MlOpsDashboard.Components.Pages.Overview;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Overview;

public sealed class OverviewPartTests : ComponentTest
{
    [Theory]
    [InlineData(StationProgress.Done, "check", null, "(done)")]
    [InlineData(StationProgress.Next, "bolt", "step", "(next step)")]
    [InlineData(StationProgress.Ahead, "bolt", null, "(later)")]
    public void Card_says_how_far_the_station_is(StationProgress progress, string icon, string? current, string words)
    {
        var station = new Station("Predict", "bolt", 1234, "in production", "Ask.", "Predict", "predict", progress);

        var card = Render<StationCard>(p => p.Add(c => c.Station, station));

        Assert.Equal(icon, card.Find("[data-icon]").GetAttribute("data-icon"));
        Assert.Equal(current, card.Find("li").GetAttribute("aria-current"));
        Assert.Equal(words, card.Find(".unseen").TextContent);
        Assert.Equal("1,234", card.Find(".number").TextContent);
        Assert.Equal("predict", card.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Event_says_what_when_and_who()
    {
        var item = new OverviewEvent(Clock.GetUtcNow().AddMinutes(-3), "ok", "Registry", "income:3 went to production", "registry/income", "admin");

        var list = Render<LatestEvents>(p => p.Add(l => l.Events, [item]));

        Assert.Contains("status-ok", list.Find(".status-badge").ClassList);
        Assert.Equal("income:3 went to production", list.Find("a").TextContent);
        Assert.Equal("3 min ago · admin", list.Find(".event-words span").TextContent);
    }
}
