using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Core.Serving.Batch;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class BatchPageTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task A_table_goes_up_and_comes_back_with_its_predictions(int width, ColorScheme scheme)
    {
        using var app = new AppFactory(("Jobs:WorkerThreads", "1"));
        Uri address = app.Listen();
        await using BrowserSession session = await browser.OpenAsync(address, width);
        IPage page = session.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await session.SignInAsync(app);
        await session.GoToAsync("/predict/batch");
        await page.GetByText("There is no model to ask yet").WaitForAsync();
        await session.ScreenshotAsync($"batch-empty-{width}-{scheme}");
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        await session.GoToAsync("/predict/batch");
        string csv = BatchHost.Csv(20_000);

        using (BatchHost.Hold(app.Services.GetRequiredService<BackgroundThreads>()))
        {
            await SendAsync(session, "customers.csv", csv);
            await page.GetByRole(AriaRole.Progressbar, new() { Name = "Progress of customers.csv" }).WaitForAsync();
            await SendAsync(session, "broken.csv", csv + "20000,much,red\n");
            await page.GetByText("waits for its turn").WaitForAsync();
            await session.ScreenshotAsync($"batch-running-{width}-{scheme}");
        }

        await page.GetByText("Line 20002: x must be a number").WaitForAsync();
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("Download the result of customers.csv").ClickAsync());

        await session.ScreenshotAsync($"batch-done-{width}-{scheme}");
        Assert.Equal(0, await page.EvaluateAsync<int>("(() => { const frame = document.querySelector('.table-frame'); return frame.scrollWidth - frame.clientWidth; })()"));
        Assert.Equal("customers-predictions.csv", file.SuggestedFilename);
        Assert.Equal(await ByRequestAsync(address, csv), await File.ReadAllLinesAsync(await file.PathAsync(), Encoding.UTF8));
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Empty(session.Errors);
    }

    private static async Task SendAsync(BrowserSession session, string name, string csv)
    {
        ILocator field = await session.FileFieldAsync("Choose a file");
        await field.SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await session.Page.Locator(".drop").GetByText(name, new() { Exact = true }).WaitForAsync();
        // The file goes by HTTP, past the page's own connection.
        IResponse sent = await session.Page.RunAndWaitForResponseAsync(
            () => session.Page.GetByRole(AriaRole.Button, new() { Name = "Predict all rows" }).ClickAsync(), response => response.Url.Contains("/api/uploads/", StringComparison.Ordinal));
        Assert.Equal(204, sent.Status);
        await session.Page.GetByRole(AriaRole.Rowheader, new() { Name = name }).WaitForAsync();
        await session.Page.GetByText("Drop a CSV file here").WaitForAsync();
    }

    // The last column is the request's identifier, which a job's rows do not have.
    private static async Task<string[]> ByRequestAsync(Uri address, string csv)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        using var form = new MultipartFormDataContent { { new StringContent("shop"), "model_name" }, { new StringContent(csv), "file", "customers.csv" } };
        using HttpResponseMessage answer = await client.PostAsync("api/predict/batch", form);
        answer.EnsureSuccessStatusCode();
        string[] lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => line[..line.LastIndexOf(',')])];
    }
}
