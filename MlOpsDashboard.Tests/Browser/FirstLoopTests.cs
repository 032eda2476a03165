using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Components.Pages.Predict;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>From a CSV file to a prediction, as a person does it: the program's main job.</summary>
[Collection(BrowserTests.Name)]
public sealed class FirstLoopTests(BrowserFixture browser)
{
    private const float TrainingLimitMs = 180_000;
    private const string ProgressBar = "[aria-label^='Progress of the training']";

    [FirstLoopFact]
    public async Task A_table_becomes_a_model_in_production_whose_answer_rest_gives_too()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await using BrowserSession session = await browser.OpenAsync(address);
        await session.SignInAsync(app);

        await UploadAsync(session);
        await TrainAsync(session);
        await PromoteAsync(session, "Promote with a comment");
        (string label, double share) = await PredictAsync(session);

        JsonElement answer = await AskByRestAsync(app.Services, address);
        Assert.Equal(answer.GetProperty("prediction").GetString(), label);
        Assert.Equal(answer.GetProperty("confidence").GetDouble(), share, 0.0051);
        Assert.Equal("production", answer.GetProperty("model_stage").GetString());
        // What was asked on the page is no traffic.
        Assert.Contains(
            "model_predictions_total{model=\"adult\",outcome=\"ok\",route=\"production\",version=\"1\"} 1\n", await MetricsAsync(address), StringComparison.Ordinal);
        Assert.Empty(session.Errors);
    }

    private static async Task<string> MetricsAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        return await client.GetStringAsync("metrics");
    }

    private static async Task UploadAsync(BrowserSession session)
    {
        await session.GoToAsync("/data/upload");
        await (await session.FileFieldAsync("Choose a file")).SetInputFilesAsync(SharedData.Find("adult.csv"));
        await session.Page.GetByText("adult.csv", new() { Exact = true }).WaitForAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Heading, new() { Name = "adult:1" }).WaitForAsync();
        await session.ScreenshotAsync("loop-1-data");
    }

    private static async Task TrainAsync(BrowserSession session)
    {
        IPage page = session.Page;
        await session.GoToAsync("/training?dataset=adult");
        foreach (string slow in new[] { "Random forest", "Neural network" })
        {
            await page.GetByRole(AriaRole.Checkbox, new() { Name = slow }).UncheckAsync();
        }

        await page.Locator("input[name='trials']").FillAsync("4");
        await page.Locator("input[name='trials']").BlurAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await page.Locator(ProgressBar).First.WaitForAsync();
        for (int move = 0; move < 2; move++)
        {
            string? seen = await page.Locator(ProgressBar).First.GetAttributeAsync("aria-label");
            await page.WaitForFunctionAsync(
                "([bar, seen]) => document.querySelector(bar)?.getAttribute('aria-label') !== seen",
                new[] { ProgressBar, seen },
                new() { Timeout = TrainingLimitMs });
        }

        await session.ScreenshotAsync("loop-2-training");
        await page.GetByText("See adult:1").WaitForAsync(new() { Timeout = TrainingLimitMs });
        await session.ScreenshotAsync("loop-3-trained");
    }

    private static async Task PromoteAsync(BrowserSession session, string button)
    {
        await session.GoToAsync("/registry/adult?version=1&tab=history");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Menuitem, new() { Name = button }).ClickAsync();
        await session.Page.GetByLabel("Why?").FillAsync($"{button}: it is fit.");
        await session.Page.Locator("form.promote button[type=submit]").ClickAsync();
        await session.Page.Locator(".timeline", new() { HasText = $"{button}: it is fit." }).WaitForAsync();
        await session.ScreenshotAsync($"loop-4-{button}");
    }

    private static async Task<(string Label, double Share)> PredictAsync(BrowserSession session)
    {
        await session.GoToAsync("/predict");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Typical row" }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Predict", Exact = true }).ClickAsync();
        ILocator best = session.Page.Locator(".bars li").First;
        await best.WaitForAsync();
        await session.ScreenshotAsync("loop-5-predicted");
        string label = await best.Locator(".label").InnerTextAsync();
        Assert.Equal(label, await session.Page.Locator(".prediction").InnerTextAsync());
        string share = (await best.Locator(".share").InnerTextAsync()).TrimEnd('%').Trim();
        return (label, double.Parse(share, CultureInfo.InvariantCulture) / 100);
    }

    private static async Task<JsonElement> AskByRestAsync(IServiceProvider services, Uri address)
    {
        ServedVersion served = await services.GetRequiredService<ServedVersions>().DescribeAsync("adult:production", CancellationToken.None);
        var features = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (FeatureDraft draft in served.Signature.Features.Select(feature => new FeatureDraft(feature)))
        {
            draft.FillTypical();
            features[draft.Feature.Name] = draft.Value;
        }

        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        using HttpResponseMessage answer = await client.PostAsJsonAsync("api/predict", new { model_name = "adult", features });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Needs both a browser and the data.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FirstLoopFactAttribute : FactAttribute
    {
        public FirstLoopFactAttribute() => Skip = BrowserFixture.Skip() ?? SharedData.Skip(["adult.csv"]);
    }
}
