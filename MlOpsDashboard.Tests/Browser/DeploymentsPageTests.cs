using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>A person leads a canary into production, and back.</summary>
[Collection(BrowserTests.Name)]
public sealed class DeploymentsPageTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_canary_is_started_watched_advanced_and_rolled_back()
    {
        using var app = new AppFactory(("Rollouts:EverySeconds", "0.2"));
        Uri address = app.Listen();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        await ServingHost.StageAsync(app.Services, "shop", 2);
        await using BrowserSession session = await browser.OpenAsync(address, 1280);
        await session.SignInAsync(app);
        IPage page = session.Page;
        await session.GoToAsync("/registry/shop?version=2");
        await page.Locator("button[aria-haspopup=menu]").First.ClickAsync();
        await page.GetByText("Roll out…").ClickAsync();
        await page.GetByText("shop: version 1 answers everything.").WaitForAsync();
        await session.ScreenshotAsync("deployments-start-1280");

        await page.GetByLabel("Steps (% of the requests)").FillAsync("20, 100");
        await page.GetByLabel("Each step lasts (s)").FillAsync("3600");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the canary" }).ClickAsync();
        await page.GetByText("shop:2 answers 20 % of the requests.").First.WaitForAsync();
        await AskAsync(app.Services, 200);
        await page.GetByText("of at least 200 requests in this step").WaitForAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = "0 %", Exact = true }).First.WaitForAsync();
        await session.ScreenshotAsync("deployments-1280");
        Faults.None(await session.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Advance" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Advance" }).ClickAsync();
        await page.GetByText("shop: version 2 answers everything.").WaitForAsync();
        Assert.Equal(2, await ProductionAsync(app.Services));

        await page.SetViewportSizeAsync(390, 844);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back to version 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await page.GetByText("shop: version 1 answers everything.").WaitForAsync();
        await session.ScreenshotAsync("deployments-390-dark");

        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Equal(1, await ProductionAsync(app.Services));
        Faults.None(await session.FaultsAsync());
        Assert.Empty(session.Errors);
    }

    private static async Task AskAsync(IServiceProvider services, int requests)
    {
        var predictions = services.GetRequiredService<PredictionService>();
        for (int i = 0; i < requests; i++)
        {
            string body = $$"""{"model_name":"shop","features":{{ServingHost.Row}},"routing_key":"c{{i.ToString(CultureInfo.InvariantCulture)}}"}""";
            await predictions.PredictAsync(Encoding.UTF8.GetBytes(body), null, new ArrayBufferWriter<byte>(), default);
        }
    }

    private static async Task<int?> ProductionAsync(IServiceProvider services) =>
        (await services.GetRequiredService<RegistryService>().GetModelAsync("shop", default)).Production?.Version;
}
