using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Support;
using MlOpsDashboard.Tests.Web.Pages.Retraining;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>A person lets a model be followed, sees why, and has the last word.</summary>
[Collection(BrowserTests.Name)]
public sealed class RetrainingPageTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_model_is_trained_anew_and_a_person_agrees()
    {
        using var app = new AppFactory(("Retraining:EverySeconds", "0.2"));
        Uri address = app.Listen();
        await ReversedShop.ServeAsync(app.Services, 260);
        await using BrowserSession session = await browser.OpenAsync(address, 1280);
        await session.SignInAsync(app);
        IPage page = session.Page;
        await session.GoToAsync("/retraining");
        await page.GetByText("automatic retraining is off").WaitForAsync();

        // The holdout is too small: told at its field, and nothing is stored.
        await page.GetByLabel("Newest rows to judge by").FillAsync("5");
        await page.GetByLabel("To learn from, at least").FillAsync("100");
        await page.GetByLabel("Hours between two").FillAsync("0,5");
        await page.GetByLabel("New labelled predictions").FillAsync("2e2");
        await page.GetByLabel("Trials at most").FillAsync("2");
        await session.ChooseAsync("Rows", "the latest labelled predictions");
        await session.ChooseAsync("One that has passed", "goes into production");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the policy" }).ClickAsync();
        await page.GetByText("holdout_rows must be from 50").First.WaitForAsync();
        await page.GetByLabel("Newest rows to judge by").FillAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the policy" }).ClickAsync();
        await page.GetByText("Changed by").WaitForAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "Automatic retraining" }).CheckAsync();

        ILocator agree = page.GetByRole(AriaRole.Button, new() { Name = "Put version 2 into production" });
        await agree.WaitForAsync();
        await page.GetByText("waits for a person").First.WaitForAsync();
        await session.ScreenshotAsync("retraining-1280");
        Faults.None(await session.FaultsAsync());
        await agree.ClickAsync();
        await page.GetByText("in production", new() { Exact = true }).First.WaitForAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await session.ScreenshotAsync("retraining-390-dark");

        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Equal(2, (await app.Services.GetRequiredService<RegistryService>().GetModelAsync("shop", default)).Production?.Version);
        Faults.None(await session.FaultsAsync());
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task Retraining_is_turned_on_and_off_in_settings_and_beside_drift()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await ReversedShop.ServeAsync(app.Services, 1);
        await using BrowserSession session = await browser.OpenAsync(address);
        await session.SignInAsync(app);
        ILocator automatic = session.Page.GetByRole(AriaRole.Switch, new() { Name = "Automatic retraining" });

        await session.GoToAsync("/settings");
        await automatic.CheckAsync();
        await Wait.UntilAsync(async () => await IsOnAsync());
        await session.Page.GetByLabel("Drifts from a score of").FillAsync("0.2");
        await session.Page.GetByRole(AriaRole.Region, new() { Name = "Checks by themselves" }).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Wait.UntilAsync(async () => (await app.Services.GetRequiredService<DriftService>().SettingsAsync("shop", default)).DistanceThreshold == 0.2);
        await session.ScreenshotAsync("settings-watched");
        await session.GoToAsync("/drift");
        await automatic.UncheckAsync();
        await Wait.UntilAsync(async () => !await IsOnAsync());

        Assert.Empty(session.Errors);

        async Task<bool> IsOnAsync() => (await app.Services.GetRequiredService<RetrainingService>().GetAsync("shop", default)).Policy.Enabled;
    }
}
