using System.Text.Json;
using Microsoft.Playwright;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class ChartScriptTests(BrowserFixture browser)
{
    // An element as a chart has it, and a server that writes down what it is told.
    private const string Watch = """
        async () => {
          const charts = await import(new URL('./charts.js', document.baseURI));
          const element = document.createElement('div');
          element.id = 'chart';
          element.style.height = '300px';
          document.querySelector('main').append(element);
          const told = [];
          const server = { invokeMethodAsync: async (name, scene) => told.push(scene) };
          Object.assign(window, { charts, told, chart: element, scene: charts.watch('chart', server) });
          await charts.load();
        }
        """;

    [BrowserFact]
    public async Task Charts_of_a_page_are_drawn_extended_recoloured_fitted_saved_and_released()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await using var session = await browser.OpenAsync(address);
        IPage page = session.Page;
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);
        await session.SignInAsync(app);
        Assert.DoesNotContain(requests, url => url.Contains("plotly", StringComparison.OrdinalIgnoreCase));

        await session.GoToAsync("/system");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.chart-plot .scatterlayer .trace').length >= 8");
        Assert.Equal("share of all cores (%)", await page.Locator(".ytitle").First.TextContentAsync());
        Assert.Equal("Line chart: Processor, share of all cores (%) by time (UTC)", await page.Locator(".chart-plot").First.GetAttributeAsync("aria-label"));
        await page.EvaluateAsync("window.chart = document.querySelector('.chart-plot')");
        double last = await page.EvaluateAsync<double>("chart.data[0].x.at(-1)");
        await page.WaitForFunctionAsync("last => chart.data[0].x.at(-1) > last && chart.data[0].x.every((x, at, all) => at === 0 || x > all[at - 1])", last);

        string light = await page.EvaluateAsync<string>("chart.layout.font.color");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Dark" }).CheckAsync();
        await page.WaitForFunctionAsync("light => chart.layout.font.color !== light", light);
        Assert.True(await page.EvaluateAsync<bool>("last => chart.data[0].x.includes(last)", last));

        await page.SetViewportSizeAsync(600, 800);
        await page.WaitForFunctionAsync("() => chart.querySelector('.main-svg').clientWidth <= 600");

        await page.Locator(".chart").First.HoverAsync();
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("Download the chart as PNG").First.ClickAsync());
        Assert.Equal("processor.png", download.SuggestedFilename);

        await page.SetViewportSizeAsync(1280, 800);
        await page.GetByRole(AriaRole.Link, new() { Name = "Data" }).First.ClickAsync();
        await page.WaitForFunctionAsync("() => !chart.isConnected && chart.data === undefined && chart.innerHTML === ''");
        Assert.Single(requests, url => url.Contains("plotly-basic", StringComparison.Ordinal));
        Assert.All(requests, url => Assert.True(new Uri(url).Scheme is "blob" or "data" || new Uri(url).Authority == address.Authority, url));
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task Server_is_told_of_another_scheme_and_of_little_room()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        IPage page = session.Page;
        await session.SignInAsync(app);
        await page.EvaluateAsync(Watch);
        ChartScene wide = (await page.EvaluateAsync<JsonElement>("scene")).Deserialize<ChartScene>(JsonSerializerOptions.Web)!;
        Assert.False(wide.Narrow);
        Assert.Equal(8, wide.Colours.Series.Distinct().Count());
        Assert.All([.. wide.Colours.Series, wide.Colours.Text, wide.Colours.Low], colour => Assert.StartsWith("rgb", colour, StringComparison.Ordinal));
        Assert.NotEmpty(wide.Colours.Font);

        await page.EvaluateAsync("() => window.Plotly.newPlot(chart, [{ y: [1, 2] }], { autosize: true, height: 300 })");
        await page.EvaluateAsync("chart.style.width = '300px'");
        await page.WaitForFunctionAsync("() => told.at(-1)?.narrow === true && chart.querySelector('.main-svg').clientWidth === 300");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.WaitForFunctionAsync("text => told.at(-1).colours.text !== text", wide.Colours.Text);
        int told = await page.EvaluateAsync<int>("told.length");

        // What was told last may have been lost with the connection: it is told again when that is back.
        await page.EvaluateAsync("() => { const dialog = document.getElementById('components-reconnect-modal'); dialog.showModal(); }");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        Assert.Equal(told, await page.EvaluateAsync<int>("told.length"));
        await page.EvaluateAsync("() => document.getElementById('components-reconnect-modal').close()");
        await page.WaitForFunctionAsync("told => window.told.length === told + 1", told);
        Assert.Equal(wide.Colours.Text, await page.EvaluateAsync<string>("told.at(-1).colours.text"));

        await page.EvaluateAsync("charts.leave('chart')");
        Assert.Equal("", await page.EvaluateAsync<string>("chart.innerHTML"));
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task Points_are_saved_as_a_table_that_no_spreadsheet_runs()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        IPage page = session.Page;
        await session.SignInAsync(app);
        await page.EvaluateAsync(Watch);

        Assert.Equal(
            ["predicted,'=no,yes", "a,7000,", "\"b, c\",400,800"],
            await SavedAsync("""
                [{ type: 'bar', name: '=no', x: ['a', 'b, c'], y: [1, 1], base: 0, marker: { color: [7000, 400], coloraxis: 'coloraxis' } },
                 { type: 'bar', name: 'yes', x: ['a', 'b, c'], y: [null, 1], base: 1, marker: { color: [null, 800], coloraxis: 'coloraxis' } }]
                """, "{ xaxis: { type: 'category', title: { text: 'predicted' } }, barmode: 'overlay' }"));
        Assert.Equal(
            ["x,y1,b", "2026-01-01T00:00:00.000Z,-1.5,", "2026-01-01T00:00:01.000Z,,2"],
            await SavedAsync("[{ x: [1767225600000, 1767225601000], y: [-1.5, null] }, { name: 'b', x: [1767225601000], y: [2] }]", "{ xaxis: { type: 'date' } }"));

        async Task<string[]> SavedAsync(string traces, string layout)
        {
            await page.EvaluateAsync($"() => window.Plotly.newPlot(chart, {traces}, {layout})");
            IDownload file = await page.RunAndWaitForDownloadAsync(() => page.EvaluateAsync("charts.toCsv('chart', 'points')"));
            Assert.Equal("points.csv", file.SuggestedFilename);
            return (await File.ReadAllTextAsync(await file.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        }
    }

    [BrowserFact]
    public async Task Library_that_did_not_load_is_said_and_loaded_when_it_is_there_again()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        IPage page = session.Page;
        await session.SignInAsync(app);
        await page.RouteAsync("**/plotly-basic*", route => route.AbortAsync());
        await session.GoToAsync("/system");
        await page.GetByText("The chart could not be drawn").First.WaitForAsync();
        await page.Locator("[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await page.UnrouteAsync("**/plotly-basic*");

        // The next second of the live page is the next try.
        await page.Locator(".chart-plot .scatterlayer .trace").Nth(7).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(0, await page.GetByText("The chart could not be drawn").CountAsync());
        Assert.DoesNotContain(session.Errors, error => error.StartsWith("script:", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Live_chart_goes_on_without_a_hole_after_the_connection_was_away()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        IPage page = session.Page;
        await page.AddInitScriptAsync("WebSocket = class extends WebSocket { constructor(...given) { super(...given); window.connection = this; } };");
        await session.SignInAsync(app);
        await session.GoToAsync("/system");
        await page.Locator(".chart-plot .scatterlayer .trace").Nth(7).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("window.chart = document.querySelector('.chart-plot')");
        double last = await page.EvaluateAsync<double>("chart.data[0].x.at(-1)");

        await page.EvaluateAsync("connection.close(4000)");
        await page.Locator("#components-reconnect-modal[open]").WaitForAsync();
        await page.Locator("#components-reconnect-modal[open]").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        await page.WaitForFunctionAsync("last => chart.isConnected && chart.data[0].x.filter((x) => x > last).length > 3", last);
        double[] shown = await page.EvaluateAsync<double[]>("chart.data[0].x");

        // A page that is opened now has every point.
        await page.ReloadAsync();
        await page.Locator(".chart-plot .scatterlayer .trace").Nth(7).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        double[] all = await page.EvaluateAsync<double[]>("document.querySelector('.chart-plot').data[0].x");
        Assert.Equal(all.Where(x => x >= shown[0] && x <= shown[^1]), shown);
    }

    [BrowserFact]
    public async Task Script_of_the_package_knows_the_kinds_of_traces_that_charts_draw()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        await session.Page.EvaluateAsync(Watch);

        string[] kinds = await session.Page.EvaluateAsync<string[]>("Object.keys(window.Plotly.PlotSchema.get().traces)");

        Assert.Superset(new HashSet<string> { "bar", "scatter" }, kinds.ToHashSet());
    }
}
