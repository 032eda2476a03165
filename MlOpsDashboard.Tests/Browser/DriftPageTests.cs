using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>A person asks whether the data has drifted, and sees which and how.</summary>
[Collection(BrowserTests.Name)]
public sealed class DriftPageTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task A_data_set_with_a_shift_is_checked_and_its_features_looked_at(int width, ColorScheme scheme)
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await ServeAsync(address);
        await using BrowserSession session = await browser.OpenAsync(address, width);
        await session.SignInAsync(app);
        IPage page = session.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await session.GoToAsync("/drift");
        await page.GetByText("visits has not been checked yet").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check for data drift" }).ClickAsync();
        await page.GetByText("visits:1: 0 of 200 rows").WaitForAsync();

        await session.ChooseAsync("Compare with the training data", "data set warmer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check for data drift" }).ClickAsync();
        await page.GetByText("visits:1: 1 of 2 features has drifted").WaitForAsync();
        await page.Locator("[aria-labelledby=distribution] .plot-container").First.WaitForAsync();
        await session.ScreenshotAsync($"drift-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "colour" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "colour: before and now" }).WaitForAsync();

        await page.GetByLabel("Schedule (cron, UTC)").FillAsync("0 6 * * 1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("The next one is due on").WaitForAsync();
        await page.GetByLabel("By standard deviations").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "What would it say?" }).ClickAsync();
        await page.Locator("[aria-labelledby=simulate] [role=status]").GetByText("1 of 2 features has drifted").WaitForAsync();
        await session.ScreenshotAsync($"drift-tools-{width}-{scheme}");

        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Faults.None(await session.FaultsAsync());
        Assert.Empty(session.Errors);
    }

    private static async Task ServeAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        await StoreAsync(client, "visits", 0);
        await StoreAsync(client, "warmer", 6);
        using HttpResponseMessage started = await client.PostAsJsonAsync(
            "api/training/start", new { model_name = "visits", dataset = "visits", target = "bought", learners = new[] { "linear" }, trials = 1 });
        started.EnsureSuccessStatusCode();
        await Wait.UntilAsync(async () => (await client.GetFromJsonAsync<JsonElement>(started.Headers.Location)).GetProperty("status").GetString() == "succeeded");
        using HttpResponseMessage promoted = await client.PutAsJsonAsync("api/models/visits:1/promote", new { stage = "production" });
        promoted.EnsureSuccessStatusCode();
    }

    // The answer hangs on the colour too, and on nothing that shifts, so that it stays as it was.
    private static async Task StoreAsync(HttpClient client, string name, double shift)
    {
        var random = new Random(1);
        IEnumerable<string> rows = Enumerable.Range(0, 400).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{(random.NextDouble() * 20) + shift:0.000},{(row % 3 == 0 ? "red" : "blue")},{(row % 3 == 0 ^ row % 17 == 0 ? "yes" : "no")}"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(name), "name" },
            { new StringContent("temperature,colour,bought\n" + string.Join('\n', rows)), "file", name + ".csv" },
        };
        using HttpResponseMessage reply = await client.PostAsync("api/datasets", form);
        reply.EnsureSuccessStatusCode();
    }
}
