using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Documents;

/// <summary>
/// Takes the pictures of the README. <c>docs/pictures/make.sh</c> names the folder that they go to in <c>MLOPS_PICTURES</c>; without it
/// they are taken all the same, so that the script works when somebody needs it, and thrown away.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class PicturesTests(BrowserFixture browser) : IDisposable
{
    private const int Width = 1280;
    private const int Height = 800;
    private const int MostBytes = 250_000;
    private const int Asked = 150;

    // Until nothing loads any more and each chart has its drawing.
    private const string Settled = """
        () => document.querySelectorAll('.waiting').length === 0
          && [...document.querySelectorAll('.chart-plot:not([hidden])')].every(plot => plot.querySelector('.plot-container'))
        """;

    private readonly TempFolder _thrownAway = new();

    [PicturesFact]
    public async Task Readme_has_its_three_pictures()
    {
        using var app = new AppFactory();
        await using BrowserSession session = await browser.OpenAsync(app.Listen(), Width, Height);
        IPage page = session.Page;
        using HttpClient client = app.CreateAdminClient();
        await FillAsync(client);
        await session.SignInAsync(app);

        await session.GoToAsync("/");
        await page.GetByText("churn:1").First.WaitForAsync();
        await TakeAsync(page, "overview");

        await session.GoToAsync("/predict?model=churn:1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict", Exact = true }).ClickAsync();
        await page.Locator(".prediction").WaitForAsync();
        await TakeAsync(page, "predict");

        await session.GoToAsync("/registry/churn?version=1");
        await page.GetByRole(AriaRole.Heading, new() { Name = "churn:1" }).First.WaitForAsync();
        await TakeAsync(page, "version");

        Assert.Empty(session.Errors);
    }

    /// <inheritdoc/>
    public void Dispose() => _thrownAway.Dispose();

    private static async Task FillAsync(HttpClient client)
    {
        string[] lines = await File.ReadAllLinesAsync(SharedData.Find("telco_churn.csv"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("telco_churn"), "name" },
            { new StringContent("Churn"), "target" },
            { new StringContent(string.Join('\n', lines)), "file", "telco_churn.csv" },
        };
        await DoneAsync(client.PostAsync("/api/datasets", form));
        JsonElement started = await DoneAsync(client.PostAsJsonAsync("/api/training/start", new
        {
            model_name = "churn",
            dataset = "telco_churn",
            target = "Churn",
            learners = new[] { "gradient_boosting" },
            trials = 2,
            time_budget_seconds = 20,
        }));
        await Wait.UntilAsync(async () =>
        {
            JsonElement job = await client.GetFromJsonAsync<JsonElement>($"/api/training/status/{started.GetProperty("job_id")}");
            return job.GetProperty("finished_at").ValueKind != JsonValueKind.Null;
        });
        await DoneAsync(client.PutAsJsonAsync("/api/models/churn:1/promote", new { stage = "production", comment = "The first one." }));
        await AskAsync(client, lines[0].Split(','), lines[1..(1 + Asked)].Select(line => line.Split(',')));
    }

    private static async Task AskAsync(HttpClient client, string[] header, IEnumerable<string[]> rows)
    {
        foreach (Dictionary<string, string> row in rows.Select(row => header.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second)))
        {
            row.Remove("customerID");
            row.Remove("Churn", out string? actual);
            JsonElement answer = await DoneAsync(client.PostAsJsonAsync("/api/predict", new { model_name = "churn", features = row }));
            await DoneAsync(client.PostAsJsonAsync("/api/feedback", new { request_id = answer.GetProperty("request_id").GetString(), actual }));
        }
    }

    private static async Task<JsonElement> DoneAsync(Task<HttpResponseMessage> request)
    {
        using HttpResponseMessage response = await request;
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task TakeAsync(IPage page, string name)
    {
        await page.WaitForFunctionAsync(Settled);
        // The program sets the focus on the heading of a page that was opened; the frame around it is no part of the picture.
        await page.EvaluateAsync("document.activeElement?.blur()");
        string folder = Environment.GetEnvironmentVariable("MLOPS_PICTURES") is { Length: > 0 } named ? named : _thrownAway.FullName;
        byte[] picture = await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });

        // A PNG tells its size in the bytes from the 16th on.
        Assert.Equal(Width, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)));
        Assert.Equal(Height, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)));
        Assert.InRange(picture.Length, 10_000, MostBytes);
    }

    /// <summary>Needs both a browser and the data.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PicturesFactAttribute : FactAttribute
    {
        public PicturesFactAttribute() => Skip = BrowserFixture.Skip() ?? SharedData.Skip(["telco_churn.csv"]);
    }
}
