using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Statistics.Sketches;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class MonitoringPagesTests(BrowserFixture browser)
{
    private const string LastRate = """
        () => {
          const chart = document.querySelector('.js-plotly-plot');
          return chart?.data?.[0]?.y?.at?.(-1) ?? -1;
        }
        """;

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task A_chart_moves_while_requests_come(int width, ColorScheme scheme)
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen(), width);
        await session.SignInAsync(app);
        IPage page = session.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await StoreHistoryAsync(app);
        var meter = app.Services.GetRequiredService<ServingMeter>();
        await session.GoToAsync("/monitoring");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Monitoring" }).WaitForAsync();
        await page.GetByText("No request in the last 5 min").WaitForAsync();
        await session.ScreenshotAsync($"monitoring-idle-{width}-{scheme}");

        await Wait.UntilAsync(async () =>
        {
            meter.RecordAnswer("churn", 7, "production", 0.002);
            meter.RecordAnswer("churn", 7, "production", 0.004);
            return await page.EvaluateAsync<double>(LastRate) > 0;
        });
        await page.GetByText("requests/min").First.WaitForAsync();
        await session.ScreenshotAsync($"monitoring-live-{width}-{scheme}");

        await page.GetByRole(AriaRole.Link, new() { Name = "24 h" }).ClickAsync();
        await page.WaitForURLAsync("**range=24h*");
        await page.GetByRole(AriaRole.Rowheader, new() { Name = "churn:6" }).First.WaitForAsync();
        await session.ScreenshotAsync($"monitoring-24h-{width}-{scheme}");
        await session.GoToAsync("/system");
        await page.GetByText("of memory").WaitForAsync();
        await page.Locator(".js-plotly-plot").First.WaitForAsync();
        await session.ScreenshotAsync($"system-live-{width}-{scheme}");
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task A_paused_page_stands_still_and_its_points_can_be_saved()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        IPage page = session.Page;
        app.Services.GetRequiredService<ServingMeter>().RecordAnswer("churn", 7, "production", 0.002);
        await session.GoToAsync("/monitoring?range=live");
        await page.Locator(".js-plotly-plot").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).WaitForAsync();

        await page.Locator(".chart").First.HoverAsync();
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("Download the chart's data as CSV").First.ClickAsync());

        Assert.Equal("requests.csv", file.SuggestedFilename);
        string[] lines = (await File.ReadAllTextAsync(await file.PathAsync(), Encoding.UTF8)).Split("\r\n");
        Assert.Equal("time (UTC),churn:7", lines[0]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z,0$", lines[1]);
    }

    private static Task StoreHistoryAsync(AppFactory app)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateTimeOffset end = new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var random = new Random(3);
        IEnumerable<TrafficRollup> rows = Enumerable.Range(1, 600).SelectMany(back => new[] { 6, 7 }.Select(version =>
        {
            int requests = (version == 7) == (back < 300) ? 300 + random.Next(60) : 0;
            var durations = new DurationHistogram();
            double seconds = 0;
            for (int i = 0; i < requests; i++)
            {
                double duration = 0.001 * Math.Exp(random.NextDouble() * 2);
                seconds += duration;
                durations.Record(duration);
            }

            return TrafficRollup.Of(
                RollupStep.Minute, end.AddMinutes(-back), "a", new TrafficSlice(new TrafficKey("churn", version, "production"), requests, back % 9, 0, seconds, durations));
        }));
        return app.Services.GetRequiredService<RollupStore>().AddAsync([.. rows], [], default);
    }
}
