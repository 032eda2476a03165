using Microsoft.Playwright;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>How many clicks a newcomer needs from the sign-in link to the first prediction of a model in production.</summary>
[Collection(BrowserTests.Name)]
public sealed class FewClicksTests(BrowserFixture browser)
{
    private const int Most = 8;

    [FewClicksFact]
    public async Task A_first_production_prediction_takes_at_most_eight_clicks()
    {
        using var app = new AppFactory();
        await using BrowserSession session = await browser.OpenAsync(app.Listen());
        IPage page = session.Page;
        await session.SignInAsync(app);
        int clicks = 0;

        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Upload data" }));
        ILocator file = await session.FileFieldAsync("Choose a file");
        clicks++;
        await file.SetInputFilesAsync(SharedData.Find("adult.csv"));
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Store" }));
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Train on it" }));

        // One trial instead of twenty, by the keyboard: the clicks are what counts here.
        await page.Locator("input[name='trials']").FillAsync("1");
        await page.Locator("input[name='trials']").BlurAsync();
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Start training" }));
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Promote to production" }));
        await page.Locator("a", new() { HasText = "Try it" }).And(page.Locator(".mud-button-filled")).WaitForAsync();
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Try it" }));
        await page.GetByText("adult:1 is in production").WaitForAsync();
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Predict", Exact = true }));

        await page.Locator(".prediction").WaitForAsync();
        await page.GetByText("adult:1 · production").WaitForAsync();
        Assert.InRange(clicks, 1, Most);
        Assert.True(await page.Locator(".prediction").EvaluateAsync<bool>("answer => answer.getBoundingClientRect().bottom <= innerHeight"));
        Assert.Empty(session.Errors);

        async Task ClickAsync(ILocator what)
        {
            clicks++;
            await what.ClickAsync(new() { Timeout = 180_000 });
        }
    }

    /// <summary>Needs both a browser and the data.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FewClicksFactAttribute : FactAttribute
    {
        public FewClicksFactAttribute() => Skip = BrowserFixture.Skip() ?? SharedData.Skip(["adult.csv"]);
    }
}
