using System.Text.Json;
using Microsoft.Playwright;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class ChartScriptTests(BrowserFixture browser)
{
    private const string Draw = """
        async () => {
          const charts = await import(new URL('./charts.js', document.baseURI));
          const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));
          const element = document.createElement('div');
          element.id = 'chart';
          element.style.height = '300px';
          document.querySelector('main').append(element);
          await charts.render(element, bytes([{ x: [1, 2, 3], y: [2, null, 3], name: 'churn:1' }]), bytes({ yaxis: { title: { text: 'ms' } } }));
          Object.assign(window, { charts, bytes, chart: element });
        }
        """;

    [BrowserFact]
    public async Task Chart_is_drawn_extended_recoloured_and_released()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        var page = session.Page;
        await session.SignInAsync(app);

        await page.EvaluateAsync(Draw);
        Assert.Equal(1, await page.Locator("#chart .scatterlayer .trace").CountAsync());
        Assert.Equal("ms", await page.Locator("#chart .ytitle").TextContentAsync());
        await session.ScreenshotAsync("chart-light");

        Assert.True(await page.EvaluateAsync<bool>("charts.extend(chart, bytes({ x: [[4, 5]], y: [[4, 5]] }), [0], 4)"));
        Assert.Equal("[2,3,4,5]", await page.EvaluateAsync<string>("JSON.stringify(chart.data[0].x)"));

        var light = await page.EvaluateAsync<string>("chart.layout.font.color");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Dark" }).CheckAsync();
        await page.WaitForFunctionAsync("light => chart.layout.font.color !== light", light);
        Assert.Equal("[2,3,4,5]", await page.EvaluateAsync<string>("JSON.stringify(chart.data[0].x)"));
        await session.ScreenshotAsync("chart-dark");

        await page.SetViewportSizeAsync(600, 800);
        await page.WaitForFunctionAsync("() => chart.querySelector('.main-svg').clientWidth <= 600");

        var download = await page.RunAndWaitForDownloadAsync(() => page.EvaluateAsync("charts.toImage(chart, 'churn')"));
        Assert.Equal("churn.png", download.SuggestedFilename);

        await page.EvaluateAsync("charts.purge(chart)");
        Assert.Equal("", await page.EvaluateAsync<string>("chart.innerHTML"));
        Assert.False(await page.EvaluateAsync<bool>("charts.extend(chart, bytes({ y: [[1]] }), [0], 4)"));
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task Parallel_coordinates_are_part_of_the_library()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        await session.Page.EvaluateAsync(Draw);

        var traces = JsonSerializer.Serialize(new[]
        {
            new { type = "parcoords", dimensions = new[] { new { label = "depth", values = new[] { 1, 2 } }, new { label = "rate", values = new[] { 3, 4 } } } },
        });
        await session.Page.EvaluateAsync($"charts.render(chart, bytes({traces}), bytes({{}}))");

        Assert.Equal(2, await session.Page.Locator("#chart .parcoords .y-axis").CountAsync());
    }
}
