using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Components.Pages.Logs;
using MlOpsDashboard.Core.Logs;
using MlOpsDashboard.Tests.Core.Logs;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Logs;

public sealed class LogsPageTests : ComponentTest
{
    private readonly RecentLogs _logs = RecentLogsTests.Make(1000);

    protected override Task PrepareAsync()
    {
        Services.AddSingleton(_logs);
        return Task.CompletedTask;
    }

    [Fact]
    public void What_is_shown_is_what_the_address_says()
    {
        _logs.Add(RecentLogsTests.Line("began") with { JobId = "j1" });
        _logs.Add(RecentLogsTests.Line("failed") with { JobId = "j1", Level = LogLevel.Error });
        _logs.Add(RecentLogsTests.Line("failed elsewhere") with { Level = LogLevel.Error });

        IRenderedComponent<LogsPage> all = Open("logs");
        Assert.Equal(["failed elsewhere", "failed", "began"], Messages(all));
        Assert.Contains("2 errors and no warning among the last 3 lines.", all.Markup, StringComparison.Ordinal);
        Assert.Equal(["failed"], Messages(Open("logs?level=error&job=j1")));
        Assert.Equal(["failed elsewhere"], Messages(Open("logs?text=ELSE")));
        Assert.Contains("No line matches", Open("logs?trace=none").Markup, StringComparison.Ordinal);
        Assert.Contains("level must be one of", Open("logs?level=loud").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_that_is_typed_goes_into_the_address()
    {
        _logs.Add(RecentLogsTests.Line("began"));
        IRenderedComponent<LogsPage> page = Open("logs?level=warning");

        page.Find("input[name=job]").Change("a b");

        Assert.EndsWith("/logs?level=warning&job=a%20b", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_opens_to_its_values_and_its_exception()
    {
        _logs.Add(RecentLogsTests.Line("failed") with
        {
            TraceId = "abc",
            JobId = "j1",
            Exception = "System.IO.IOException: disk full\n   at Somewhere()",
            Values = [new("Rows", "12")],
        });
        IRenderedComponent<LogsPage> page = Open("logs");
        Assert.DoesNotContain("Somewhere", page.Markup, StringComparison.Ordinal);

        page.Find("button[aria-expanded=false]").Click();

        Assert.Contains("at Somewhere()", page.Find("pre").TextContent, StringComparison.Ordinal);
        Assert.Contains("12", page.FindAll("dd").Select(value => value.TextContent));
        Assert.Equal(["logs?category=MlOpsDashboard.Core.Tests", "logs?trace=abc", "logs?job=j1"], page.FindAll("dd a").Select(link => link.GetAttribute("href")));
        page.Find("button[aria-expanded=true]").Click();
        Assert.Empty(page.FindAll("pre"));
    }

    [Fact]
    public void New_lines_come_by_themselves_unless_the_page_is_paused()
    {
        _logs.Add(RecentLogsTests.Line("first"));
        IRenderedComponent<LogsPage> page = Open("logs?text=i");
        _logs.Add(RecentLogsTests.Line("third"));
        page.WaitForAssertion(() => Assert.Equal(["third", "first"], Messages(page)));

        // A click waits its turn behind a line that is just being shown.
        Button(page).Click();
        page.WaitForAssertion(() => Assert.Equal("true", Button(page).GetAttribute("aria-pressed")));
        _logs.Add(RecentLogsTests.Line("fifth"));
        _logs.Add(RecentLogsTests.Line("no"));
        page.WaitForAssertion(() => Assert.Contains("Go on (1 new)", Button(page).TextContent, StringComparison.Ordinal));
        Assert.Equal(["third", "first"], Messages(page));

        Button(page).Click();
        page.WaitForAssertion(() => Assert.Equal(["fifth", "third", "first"], Messages(page)));
    }

    [Fact]
    public void Older_lines_come_on_demand()
    {
        for (int i = 0; i < 150; i++)
        {
            _logs.Add(RecentLogsTests.Line($"{i}"));
        }

        IRenderedComponent<LogsPage> page = Open("logs");
        Assert.Equal(100, Messages(page).Count());
        page.FindAll("button").Single(button => button.TextContent.Contains("older", StringComparison.Ordinal)).Click();
        Assert.Equal(150, Messages(page).Count());
    }

    private static IElement Button(IRenderedComponent<LogsPage> page) => page.Find("button[aria-pressed]");

    private static IEnumerable<string> Messages(IRenderedComponent<LogsPage> page) =>
        page.FindAll("td.message").Select(cell => cell.ChildNodes[0].TextContent.Trim());

    private IRenderedComponent<LogsPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<LogsPage>();
    }
}
