using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>Files of ordinary people, uploaded in a browser: from the file to a right prediction without a setting, or with one that the page offers.</summary>
[Collection(BrowserTests.Name)]
public sealed class UploadReadingTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData("bank")]
    [InlineData("sales")]
    [InlineData("pandas")]
    [InlineData("orders")]
    public async Task A_file_leads_to_a_right_prediction(string kind)
    {
        (string text, string target, (string Column, string Type, string Format) found, string? click, object ask, double expected) = Example(kind);
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        IPage page = session.Page;
        await session.GoToAsync("/data/upload");
        await (await session.FileFieldAsync("Choose a file")).SetInputFilesAsync(
            new FilePayload { Name = $"{kind}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.GetByRole(AriaRole.Heading, new() { Name = "How the file is read" }).WaitForAsync();
        if (click is not null)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = click }).First.ClickAsync();
        }

        // What was found stands in the fields until somebody says otherwise.
        string said = click is null && found.Format.Length > 0 ? $"[placeholder='{found.Format}']" : "";
        await page.Locator($"input[aria-label='Format of {found.Column}']{said}").WaitForAsync();
        await page.Locator($"select[aria-label='Type of {found.Column}'] option:checked", new() { HasTextString = found.Type }).WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await session.ScreenshotAsync($"upload-reading-{kind}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = $"{kind}:1" }).WaitForAsync();

        Assert.Equal(expected, await AnswerAsync(app, kind, target, ask), 0.15 * Math.Abs(expected));
        Assert.Empty(session.Errors);
    }

    // A German bank statement, an American sheet of sales, a file of pandas with its index, and one whose dates only its owner understands.
    private static (string Text, string Target, (string Column, string Type, string Format) Found, string? Click, object Ask, double Expected) Example(string kind)
    {
        DateTime start = new(2024, 1, 1);
        return kind switch
        {
            "bank" => (
                "Buchungstag;Betrag;Gebühr\r\n" + Rows(240, i => $"{start.AddDays(i):dd\\.MM\\.yyyy};{German(10 * (i % 37) * 31.25)};{German(i % 37 * 1.5)}\r\n"),
                "Gebühr", ("Betrag", "numeric", "1.234,50"), null, new Dictionary<string, object> { ["Buchungstag"] = "31.12.2024", ["Betrag"] = "10.000,00" }, 48),
            "sales" => (
                "date,price,fee\n" + Rows(240, i => $"{start.AddDays(i):MM\\/dd\\/yyyy},\"{American(i % 37 * 312.5)}\",{(i % 37 * 1.5).ToString(CultureInfo.InvariantCulture)}\n"),
                "fee", ("price", "numeric", "$1,234.50"), null, new { date = "12/31/2024", price = "$10,000.00" }, 48),
            "pandas" => (
                ",0,1,target\n" + Rows(240, i => string.Create(CultureInfo.InvariantCulture, $"{i},{i % 37 * 0.5},{i % 3},{i % 37 * 1.5}\n")),
                "target", ("1", "numeric", ""), null, new Dictionary<string, object> { ["0"] = 16.0, ["1"] = 1 }, 48),
            _ => (
                "when,x,fee\n" + Rows(240, i => string.Create(CultureInfo.InvariantCulture, $"{(i % 12) + 1:00}/{(i / 12 % 12) + 1:00}/2024,{i % 37},{((i % 12) + 1) * 10}\n")),
                "fee", ("when", "datetime", "dd/MM/yyyy"), "Read as dd/MM/yyyy", new { when = "07/03/2024", x = 3 }, 70),
        };

        string German(double value) => value.ToString("#,##0.00", new NumberFormatInfo { NumberGroupSeparator = ".", NumberDecimalSeparator = "," });
        string American(double value) => "$" + value.ToString("#,##0.00", CultureInfo.InvariantCulture);
    }

    private static string Rows(int count, Func<int, string> row) => string.Concat(Enumerable.Range(0, count).Select(row));

    private static async Task<double> AnswerAsync(AppFactory app, string dataset, string target, object features)
    {
        using HttpClient client = app.CreateAdminClient();
        using HttpResponseMessage started = await client.PostAsJsonAsync(
            "/api/training/start", new { model_name = "m", dataset, target, task = "regression", learners = new[] { "gradient_boosting" }, trials = 1, time_budget_seconds = 60, seed = 7 });
        JsonElement job = default;
        await Wait.UntilAsync(async () =>
        {
            job = await client.GetFromJsonAsync<JsonElement>(started.Headers.Location);
            return job.GetProperty("status").GetString() is not ("queued" or "running");
        });
        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        using HttpResponseMessage moved = await client.PostAsJsonAsync("/api/models/transition", new { model_name = "m", version = "1", stage = "Production" });
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
        using HttpResponseMessage reply = await client.PostAsJsonAsync("/api/predict", new { model_name = "m", features });
        JsonElement answer = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(reply.IsSuccessStatusCode, answer.ToString());
        return answer.GetProperty("prediction").GetDouble();
    }
}
