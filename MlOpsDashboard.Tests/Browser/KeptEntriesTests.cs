using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>The server loses a page: what was typed into its form is there when the page is back.</summary>
[Collection(BrowserTests.Name)]
public sealed class KeptEntriesTests(BrowserFixture browser)
{
    private const string Back = "What you had entered here is back.";

    [BrowserTheory]
    [InlineData("location.reload()")]
    [InlineData("Blazor.pauseCircuit().then(() => Blazor.resumeCircuit())")]
    public async Task What_was_typed_is_there_when_the_page_is_opened_anew(string loss)
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        await app.Services.GetRequiredService<DatasetService>().StoreSampleAsync("ada", default);
        await using BrowserSession session = await browser.OpenAsync(address, 1280);
        IPage page = session.Page;
        await session.SignInAsync(app);

        await session.GoToAsync("/predict");
        ILocator x = page.Locator("input[name='x']");
        string typical = await x.InputValueAsync();
        await x.FillAsync("-3.25");
        await LoseAsync(session, x, loss);
        await Assertions.Expect(x).ToHaveValueAsync("-3.25");
        await session.ScreenshotAsync("kept-predict-1280");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin anew" }).ClickAsync();
        await Assertions.Expect(x).ToHaveValueAsync(typical);

        await session.GoToAsync("/training");
        ILocator trials = page.Locator("input[name='trials']");
        await trials.FillAsync("7");
        await page.GetByText("Advanced").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a step" }).ClickAsync();
        await session.ChooseAsync("Columns of step 1", "region");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fix a hyper-parameter" }).ClickAsync();
        await session.ChooseAsync("Learner of hyper-parameter 1", "Gradient boosting");
        await session.ChooseAsync("Hyper-parameter 1", "L2");
        await page.Locator("input[name='l2']").FillAsync("3.5");
        await LoseAsync(session, page.Locator("input[name='l2']"), loss);
        await Assertions.Expect(trials).ToHaveValueAsync("7");
        await Assertions.Expect(page.Locator("input[name='l2']")).ToHaveValueAsync("3.5");
        await Assertions.Expect(page.GetByLabel("Columns of step 1")).ToHaveValueAsync("region");
        await session.ScreenshotAsync("kept-training-1280");

        await session.GoToAsync("/retraining");
        await page.GetByLabel("Hours between two").FillAsync("5");
        await LoseAsync(session, page.GetByLabel("Hours between two"), loss);
        await Assertions.Expect(page.GetByLabel("Hours between two")).ToHaveValueAsync("5");
        // MudBlazor's script says aloud that a page which goes on with another circuit begins anew with it.
        Assert.DoesNotContain(session.Errors, error => !error.Contains("Popover Service already initialized", StringComparison.Ordinal));
    }

    private static async Task LoseAsync(BrowserSession session, ILocator field, string loss)
    {
        await field.BlurAsync();
        await session.Page.WaitForFunctionAsync("() => Object.keys(sessionStorage).some(key => key.startsWith('entries of '))");
        await session.Page.EvaluateAsync(loss);
        await session.Page.GetByText(Back).WaitForAsync();
    }
}
