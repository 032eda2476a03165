using Microsoft.Playwright;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class EveryPageTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Every_page_fits_its_window_and_is_accessible(int width, ColorScheme scheme)
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        IReadOnlyList<(string Name, string Path)> pages = await FilledPages.MakeAsync(address, parts: scheme == ColorScheme.Light);
        await using var session = await browser.OpenAsync(address, width);
        IPage page = session.Page;
        await session.SignInAsync(app);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

        var faults = new List<string>();
        foreach ((string name, string path) in pages)
        {
            await session.GoToAsync("/" + path);
            await page.Locator("main h1").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            foreach (ILocator summary in await page.Locator("main details:not([open]) > summary").AllAsync())
            {
                await summary.ClickAsync();
            }

            // Until each of them has its drawing.
            await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.chart-plot:not([hidden])')].every(plot => plot.querySelector('.plot-container'))");
            await session.ScreenshotAsync($"page-{name.Replace('/', '-')}-{width}-{scheme}");

            if (await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)") is > 0 and int over)
            {
                faults.Add($"/{path} is {over} pixels wider than its window");
            }

            faults.AddRange(await session.FaultsAsync());
        }

        Faults.None(faults);
    }

    [BrowserFact]
    public async Task A_button_without_a_name_is_a_fault()
    {
        await using BrowserSession session = await browser.OpenAsync(new Uri("http://127.0.0.1"));
        await session.Page.SetContentAsync("<html lang=en><title>t</title><main><h1>t</h1><button id=nameless></button></main></html>");

        string fault = Assert.Single(await session.FaultsAsync());

        Assert.EndsWith("button-name: #nameless", fault, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Navigation_is_a_drawer_on_a_phone()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen(), 390, 844);
        IPage page = session.Page;
        await session.SignInAsync(app);
        await session.GoToAsync("/");
        ILocator navigation = page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });
        Assert.False(await navigation.IsVisibleAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await navigation.GetByRole(AriaRole.Link, new() { Name = "Data" }).ClickAsync();

        await page.WaitForURLAsync("**/data");
        await navigation.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [BrowserFact]
    public async Task Narrow_navigation_is_kept()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        await session.GoToAsync("/");

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Narrow navigation" }).ClickAsync();
        await session.Page.Locator("[data-navigation=narrow]").WaitForAsync();
        await session.Page.WaitForFunctionAsync("document.cookie.includes('navigation=narrow')");
        await session.Page.ReloadAsync();

        await session.Page.Locator("[data-navigation=narrow]").WaitForAsync();
    }
}
