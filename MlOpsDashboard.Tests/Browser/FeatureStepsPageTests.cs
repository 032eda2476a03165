using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>Steps of feature engineering, put together by hand and found again on the model's page.</summary>
[Collection(BrowserTests.Name)]
public sealed class FeatureStepsPageTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_step_is_chosen_on_the_form_and_told_by_the_version()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await StoreAsync(app.Services);
        await using BrowserSession session = await browser.OpenAsync(address);
        await session.SignInAsync(app);
        await session.GoToAsync("/training?dataset=towns");
        IPage page = session.Page;
        await page.Locator("input[name='trials']").FillAsync("1");
        await page.Locator("input[name='trials']").BlurAsync();
        await page.GetByText("Advanced").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a step" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await page.GetByText("Choose at least one column.").First.WaitForAsync();
        await session.ScreenshotAsync("steps-1-mistake");

        await session.ChooseAsync("Columns of step 1", "town");
        await page.Keyboard.PressAsync("Escape");
        await session.ScreenshotAsync("steps-2-chosen");
        await Assertions.Expect(page.GetByLabel("Columns of step 1")).ToHaveValueAsync("town");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await page.GetByText("See towns:1").ClickAsync(new() { Timeout = 120_000 });

        await page.GetByRole(AriaRole.Link, new() { Name = "Parameters", Exact = true }).ClickAsync();
        await page.GetByText("target_encoding of town (folds 5, smoothing 10)").First.WaitForAsync();
        await session.ScreenshotAsync("steps-3-version");
        Assert.Empty(session.Errors);
    }

    private static async Task StoreAsync(IServiceProvider services)
    {
        var csv = new StringBuilder("town,size,good\n");
        for (int row = 0; row < 300; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"t{row * 7 % 40},{row % 13},{((row * 7 % 40) + (row % 13) > 25 ? "yes" : "no")}\n");
        }

        await services.GetRequiredService<DatasetService>().StoreAsync(
            new DatasetUpload("towns", "towns.csv") { Target = "good" }, new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), "ada", default);
    }
}
