using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Logs;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed partial class LogsPageBrowserTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Lines_are_followed_filtered_and_opened(int width, ColorScheme scheme)
    {
        using var app = new AppFactory();
        await using BrowserSession session = await browser.OpenAsync(app.Listen(), width);
        await session.SignInAsync(app);
        IPage page = session.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MlOpsDashboard.Core.Training.TrainingRunner");
        await session.GoToAsync("/logs");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Logs" }).WaitForAsync();

        using (logger.BeginJob("01998a77c1de7f52a4a1c2d3e4f50617"))
        {
            Began(logger, "churn");
            Slow(logger, 12.5);
            Failed(logger, Thrown());
        }

        await page.GetByText("Training for churn begins").WaitForAsync();
        await page.GetByText("1 error and").WaitForAsync();
        await session.ScreenshotAsync($"logs-{width}-{scheme}");

        await Wait.UntilAsync(async () =>
        {
            await page.GetByLabel("Text", new() { Exact = true }).FillAsync("failed");
            await page.GetByLabel("Text", new() { Exact = true }).PressAsync("Enter");
            return page.Url.EndsWith("/logs?text=failed", StringComparison.Ordinal);
        });
        await page.GetByText("Training for churn begins").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "Details of line" }).First.ClickAsync();
        await page.GetByText("The data folder is gone").Last.WaitForAsync();
        await session.ScreenshotAsync($"logs-open-{width}-{scheme}");

        await page.GetByRole(AriaRole.Link, new() { Name = "01998a77c1de7f52a4a1c2d3e4f50617" }).ClickAsync();
        await page.WaitForURLAsync("**job=01998a77c1de7f52a4a1c2d3e4f50617");
        Assert.Empty(session.Errors);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("The data folder is gone, so the model could not be kept.", new IOException("No such device"));
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Training for {ModelName} begins")]
    private static partial void Began(ILogger logger, string modelName);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Loading the data took {Seconds} s, which is longer than usual; another program may be using the disk at the same time")]
    private static partial void Slow(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Training failed")]
    private static partial void Failed(ILogger logger, Exception exception);
}
