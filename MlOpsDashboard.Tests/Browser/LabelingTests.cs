using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>A person tells what was true, and makes training data of it.</summary>
[Collection(BrowserTests.Name)]
public sealed class LabelingTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Three_predictions_are_labelled_and_become_a_data_set_version(int width, ColorScheme scheme)
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        await ServeAsync(client);
        await using BrowserSession session = await browser.OpenAsync(address, width);
        await session.SignInAsync(app);
        IPage page = session.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await session.GoToAsync("/labels");
        await page.GetByRole(AriaRole.Group, new() { Name = "Prediction to label" }).WaitForAsync();
        await page.GetByText("12 of its latest 12 predictions wait").WaitForAsync();
        await session.ScreenshotAsync($"labels-{width}-{scheme}");

        await page.Locator("button.class").First.ClickAsync();
        await LabelledAsync(page, 1);
        await page.Keyboard.PressAsync("2");
        await LabelledAsync(page, 2);
        await page.Keyboard.PressAsync("s");
        await page.GetByText("1 skipped").WaitForAsync();
        await page.Keyboard.PressAsync("1");
        await LabelledAsync(page, 3);

        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a version" }).ClickAsync();
        await page.GetByText("has 3 labelled rows after 200 of the training data").WaitForAsync();
        await session.ScreenshotAsync($"labels-made-{width}-{scheme}");
        await page.GetByRole(AriaRole.Link, new() { Name = "visits_labelled:1" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "visits_labelled:1" }).WaitForAsync();

        JsonElement version = await client.GetFromJsonAsync<JsonElement>("api/datasets/visits_labelled/versions/1");
        Assert.Equal(203, version.GetProperty("rows").GetInt32());

        var odd = Enumerable.Range(0, 60).Select(i => new { minutes = i % 4 == 0 ? 95 : i % 30, page = i % 3 == 0 ? "voucher" : "home", age = i % 2 == 0 ? (int?)null : 40 });
        (await client.PostAsJsonAsync("api/predict/batch", new { model_name = "visitors", instances = odd })).EnsureSuccessStatusCode();
        using HttpResponseMessage refused = await client.PostAsJsonAsync("api/predict", new { model_name = "visitors", features = new { minutes = "long", page = "home" } });
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        await Wait.UntilAsync(async () => (await client.GetFromJsonAsync<JsonElement>("api/monitoring/data-quality?hours=1"))
            .GetProperty("versions")[0] is var inputs && inputs.GetProperty("rows").GetInt32() == 72 && inputs.GetProperty("refused_rows").GetInt32() == 1);
        await session.GoToAsync("/monitoring?model=visitors&range=1h");
        await page.GetByText("3 features worse").WaitForAsync();
        await page.GetByRole(AriaRole.Rowheader, new() { Name = "minutes" }).WaitForAsync();
        await session.ScreenshotAsync($"inputs-{width}-{scheme}");
        Assert.Empty(session.Errors);
    }

    private static Task LabelledAsync(IPage page, int count) => page.Locator("[aria-label=Progress] .number").First
        .Filter(new() { HasText = count.ToString(CultureInfo.InvariantCulture) }).WaitForAsync();

    private static async Task ServeAsync(HttpClient client)
    {
        string[] pages = ["home", "basket", "search"];
        IEnumerable<string> rows = Enumerable.Range(0, 200).Select(i =>
            $"{i % 40},{pages[i % 3]},{(i % 7 == 0 ? "" : 20 + (i % 50))},{(i % 40 > 18 + (i % 5) ? "buys" : "leaves")}");
        using var file = new StringContent("minutes,page,age,does\n" + string.Join('\n', rows));
        using var form = new MultipartFormDataContent { { new StringContent("visits"), "name" }, { file, "file", "visits.csv" } };
        (await client.PostAsync("api/datasets", form)).EnsureSuccessStatusCode();
        using HttpResponseMessage started = await client.PostAsJsonAsync(
            "api/training/start", new { model_name = "visitors", dataset = "visits", target = "does", learners = new[] { "linear" }, trials = 1 });
        await Wait.UntilAsync(async () =>
        {
            JsonElement job = await client.GetFromJsonAsync<JsonElement>(started.Headers.Location);
            return job.GetProperty("status").GetString() == "succeeded";
        });
        foreach (string stage in new[] { "staging", "production" })
        {
            (await client.PutAsJsonAsync("api/models/visitors:1/promote", new { stage })).EnsureSuccessStatusCode();
        }

        var instances = Enumerable.Range(0, 12).Select(i => new { minutes = i * 3.25, page = pages[i % 3], age = i % 4 == 0 ? (int?)null : 30 + i });
        (await client.PostAsJsonAsync("api/predict/batch", new { model_name = "visitors", instances })).EnsureSuccessStatusCode();
        await Wait.UntilAsync(async () =>
            (await client.GetFromJsonAsync<JsonElement>("api/predictions?model=visitors")).GetProperty("items").GetArrayLength() == 12);
    }
}
