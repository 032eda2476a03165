using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>Hyper-parameters that are fixed by hand, on a form that warns of columns which give the target away.</summary>
[Collection(BrowserTests.Name)]
public sealed class HyperparametersPageTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_loss_and_its_quantile_are_fixed_and_the_job_starts_with_them()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await StoreAsync(app.Services);
        await using BrowserSession session = await browser.OpenAsync(address);
        await session.SignInAsync(app);
        await session.GoToAsync("/training?dataset=rides");
        IPage page = session.Page;
        await page.GetByText("'casual' + 'registered' = 'cnt' in every row").WaitForAsync();
        await session.ScreenshotAsync("form-1-leak");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave casual and registered out" }).ClickAsync();
        await page.GetByText("Columns give the target away.").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await FillAsync(page, "trials", "1");

        await page.GetByText("Advanced").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fix a hyper-parameter" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await page.GetByText("Choose a hyper-parameter, or remove the row.").First.WaitForAsync();
        Assert.True(await page.Locator(".errors").EvaluateAsync<bool>("panel => panel === document.activeElement && panel.getBoundingClientRect().top >= 0"));
        await session.ScreenshotAsync("form-2-mistake");

        await session.ChooseAsync("Learner of hyper-parameter 1", "Gradient boosting");
        await session.ChooseAsync("Hyper-parameter 1", "Loss");
        await session.ChooseAsync("Loss of Gradient boosting", "quantile");
        await FillAsync(page, "quantile", "0.9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fix a hyper-parameter" }).ClickAsync();
        await session.ChooseAsync("Hyper-parameter 2", "Monotone");
        await session.ScreenshotAsync("form-3-fixed");
        await PicturesAsync(session);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove hyper-parameter 2" }).ClickAsync();

        // Until it has gone the button below it has not come to rest.
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove hyper-parameter 2" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await page.WaitForURLAsync("**/training/*");

        TrainingJob job = Assert.Single((await app.Services.GetRequiredService<TrainingService>().ListAsync(new PageQuery(), default)).Items);
        JsonElement boosting = Assert.Single(job.Request.Hyperparameters!).Value;
        Assert.Equal(("quantile", 0.9), (boosting.GetProperty("loss").GetString(), boosting.GetProperty("quantile").GetDouble()));
        Assert.Equal(["hour", "temp"], job.Request.Features!);
        await page.GetByText("See rides:1").WaitForAsync(new() { Timeout = 120_000 });
        await page.GetByText("besides the baseline").WaitForAsync();
        await session.ScreenshotAsync("form-6-job");
        await session.GoToAsync("/training");
        await page.GetByText("1 of 1 trial,").WaitForAsync();
        await session.ScreenshotAsync("form-7-jobs");
        Assert.Empty(session.Errors);
    }

    private static async Task PicturesAsync(BrowserSession session)
    {
        await session.Page.SetViewportSizeAsync(390, 844);
        await session.ScreenshotAsync("form-4-narrow");
        await session.Page.SetViewportSizeAsync(1280, 800);
        await session.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await session.ScreenshotAsync("form-5-dark");
        await session.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static async Task FillAsync(IPage page, string name, string value)
    {
        await page.Locator($"input[name='{name}']").FillAsync(value);
        await page.Locator($"input[name='{name}']").BlurAsync();
    }

    private static async Task StoreAsync(IServiceProvider services)
    {
        var csv = new StringBuilder("instant,hour,temp,casual,registered,cnt\n");
        for (int row = 0; row < 400; row++)
        {
            int casual = row * 7 % 31;
            int registered = (row % 24 * 9) + (row * 13 % 17);
            csv.Append(CultureInfo.InvariantCulture, $"{row + 1},{row % 24},{10 + (row * 11 % 200 * 0.1)},{casual},{registered},{casual + registered}\n");
        }

        await services.GetRequiredService<DatasetService>().StoreAsync(
            new DatasetUpload("rides", "rides.csv") { Target = "cnt" }, new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), "ada", default);
    }
}
