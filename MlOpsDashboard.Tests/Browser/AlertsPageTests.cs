using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>A person makes a rule, and sees it fire on a page that was open already.</summary>
[Collection(BrowserTests.Name)]
public sealed class AlertsPageTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task A_rule_is_made_and_fires_while_the_page_is_open(int width, ColorScheme scheme)
    {
        using var app = new AppFactory(("Alerts:EvaluateSeconds", "1"));
        Uri address = app.Listen();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        await using BrowserSession session = await browser.OpenAsync(address, width, width == 1280 ? 800 : 844);
        await session.SignInAsync(app);
        IPage page = session.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await session.GoToAsync("/alerts");
        await page.GetByText("Nothing fires.").WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("refused rows");
        await session.ChooseAsync("Watches", "Share of refused requests");
        await session.ChooseAsync("Of", "shop");
        await page.GetByLabel("Threshold (%)").FillAsync("10");
        await page.GetByLabel("From so many requests on").FillAsync("1");
        await page.GetByLabel("From so many requests on").BlurAsync();
        await session.ScreenshotAsync($"alerts-editor-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("share of refused requests above 10 % over 5 min").WaitForAsync();
        await RefuseAsync(address);

        await page.GetByText("1 alert is firing.").WaitForAsync();
        await page.GetByText("shop:1: share of refused requests is 100 %, above 10 %").First.WaitForAsync();
        await session.ScreenshotAsync($"alerts-{width}-{scheme}");
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Faults.None(await session.FaultsAsync());
        await session.GoToAsync("/alerts?tab=channels");
        await page.GetByText("Nobody is told yet").WaitForAsync();
        await session.ScreenshotAsync($"alerts-channels-{width}-{scheme}");
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Faults.None(await session.FaultsAsync());
        await session.GoToAsync("/");
        await page.GetByText("shop:1: share of refused requests is 100 %, above 10 %").WaitForAsync();
        await session.ScreenshotAsync($"alerts-overview-{width}-{scheme}");
        Assert.Empty(session.Errors);
    }

    private static async Task RefuseAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        using HttpResponseMessage refused = await client.PostAsJsonAsync("api/predict", new { model_name = "shop", features = new { x = "much" } });
        JsonElement problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
    }
}
