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
    public void Model_in_production_shows_what_it_is_worth_and_leads_to_its_page()
    {
        var model = new ServingModel("my model", 3, "linear", "income", "roc_auc", 0.92871, Clock.GetUtcNow().AddHours(-2));

        var list = Render<ServingModels>(p => p.Add(l => l.Models, [model, model with { Metric = null }]));

        Assert.Equal("registry/my%20model", list.Find("a").GetAttribute("href"));
        Assert.Equal("0.9287", Assert.Single(list.FindAll(".serving-score .number")).TextContent);
        Assert.Equal("2 h ago", list.Find("time").TextContent);
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
