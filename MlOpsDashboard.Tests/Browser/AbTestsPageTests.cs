using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>A person compares two versions, sees the better one named and puts it into production.</summary>
[Collection(BrowserTests.Name)]
public sealed class AbTestsPageTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_test_is_started_watched_and_its_winner_promoted()
    {
        using var app = new AppFactory(("AbTests:EverySeconds", "0.2"));
        Uri address = app.Listen();
        await ServingHost.PromoteAsync(app.Services, "shop", 1, threshold: 0.9999999);
        await ServingHost.StageAsync(app.Services, "shop", 2);
        await using BrowserSession session = await browser.OpenAsync(address, 1280);
        await session.SignInAsync(app);
        IPage page = session.Page;
        await session.GoToAsync("/abtests?model=shop&version=2");
        await page.GetByText("How long it takes cannot be told yet.").WaitForAsync();
        await session.ScreenshotAsync("abtests-start-1280");
        Faults.None(await session.FaultsAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Start the test" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Too early to say" }).WaitForAsync();
        await AskAsync(app.Services, 300);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Version 2 is better" }).WaitForAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await session.ScreenshotAsync("abtests-390-dark");
        Faults.None(await session.FaultsAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Put version 2 into production" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Version 2 won" }).WaitForAsync();

        Assert.Equal(2, (await app.Services.GetRequiredService<RegistryService>().GetModelAsync("shop", default)).Production?.Version);
        Assert.Empty(session.Errors);
    }

    private static async Task AskAsync(IServiceProvider services, int requests)
    {
        var predictions = services.GetRequiredService<PredictionService>();
        var truths = new List<FeedbackItem>();
        for (int i = 0; i < requests; i++)
        {
            string body = $$"""{"model_name":"shop","features":{"x":-2.5,"colour":"red"},"routing_key":"c{{i.ToString(CultureInfo.InvariantCulture)}}"}""";
            var output = new ArrayBufferWriter<byte>();
            await predictions.PredictAsync(Encoding.UTF8.GetBytes(body), null, output, default);
            truths.Add(new FeedbackItem(JsonDocument.Parse(output.WrittenMemory).RootElement.GetProperty("request_id").GetString()!, i % 5 == 0 ? "<no>" : "yes"));
        }

        await services.GetRequiredService<FeedbackService>().AddAsync(truths, Actor.Of("ada", UserRole.Viewer), default);
    }
}
