using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>Pages about models of many features, of many classes, of texts, and of many parameters: nothing is cut, and nothing is endless.</summary>
[Collection(BrowserTests.Name)]
public sealed class CrowdedPagesTests(BrowserFixture browser)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string CutFrames = "() => [...document.querySelectorAll('.table-frame')].filter(frame => frame.scrollWidth > frame.clientWidth).length";
    private const string Drawn = "() => [...document.querySelectorAll('.chart-plot:not([hidden])')].every(plot => plot.querySelector('.plot-container'))";

    [BrowserTheory]
    [InlineData(390, ColorScheme.Light)]
    public async Task Much_is_shown_in_parts_and_all_of_it_can_be_read(int width, ColorScheme scheme)
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        string run = await BlendAsync(app.Services);
        await StoreAsync(app.Services);
        JsonElement letters = await TrainAsync(address, new { model_name = "letters", dataset = "letters", target = "letter", learners = new[] { "gradient_boosting" }, trials = 1 });
        await TrainAsync(address, new
        {
            model_name = "reviews",
            dataset = "reviews",
            target = "stars",
            learners = new[] { "gradient_boosting" },
            trials = 1,
            feature_steps = new[] { new { kind = "text", columns = new[] { "review" } } },
        });
        await using BrowserSession session = await browser.OpenAsync(address, width);
        IPage page = session.Page;
        await session.SignInAsync(app);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

        async Task CheckAsync(string name, bool cutsNothing)
        {
            await page.WaitForFunctionAsync(Drawn);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await session.ScreenshotAsync($"crowded-{name}-{width}-{scheme}");
            Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            if (cutsNothing)
            {
                Assert.Equal(0, await page.EvaluateAsync<int>(CutFrames));
            }

            Faults.None(await session.FaultsAsync());
        }

        await session.GoToAsync("/registry/blend?version=1");
        await page.Locator(".version .metrics").WaitForAsync();
        await CheckAsync("version", cutsNothing: true);

        await session.GoToAsync($"/experiments/runs/{run}?tab=parameters");
        await page.GetByRole(AriaRole.Link, new() { Name = "trial 3" }).WaitForAsync();
        await CheckAsync("run", cutsNothing: true);

        await session.GoToAsync($"/experiments/runs/{letters.GetProperty("run_id").GetString()}");
        await page.Locator(".areas").First.WaitForAsync();
        await CheckAsync("letters-run", cutsNothing: false);

        await session.GoToAsync("/predict?model=letters%3A1");
        await PredictAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "6 more" }).WaitForAsync();
        await CheckAsync("letters-predict", cutsNothing: true);

        await session.GoToAsync("/predict?model=reviews%3A1");
        await Assertions.Expect(page.Locator("textarea[name=review]")).Not.ToHaveValueAsync("", new() { Timeout = 60_000 });
        await PredictAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("() => { const text = document.querySelector('textarea[name=review]').getBoundingClientRect(), card = document.querySelector('[aria-labelledby=row]').getBoundingClientRect(); return text.right < card.right; }"));
        await CheckAsync("reviews-predict", cutsNothing: true);

        await session.GoToAsync("/registry/reviews?version=1&tab=explanation");
        await page.Locator("[aria-label^='Dependence chart']").WaitForAsync();
        Assert.Equal(0, await page.Locator("[aria-label$='by review']").CountAsync());
        await CheckAsync("reviews-version", cutsNothing: true);
        Assert.Empty(session.Errors);
    }

    private static async Task PredictAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict", Exact = true }).ClickAsync();
        await page.Locator("[aria-labelledby=why] .js-plotly-plot").WaitForAsync();
    }

    /// <summary>A search whose winner is an ensemble, registered; its figures have all their digits.</summary>
    private static async Task<string> BlendAsync(IServiceProvider services)
    {
        var tracking = services.GetRequiredService<TrackingService>();
        Run search = await tracking.StartAsync(
            new NewRun("blend", "ada")
            {
                Name = "blend: search",
                Metric = "pinball",
                Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["learner"] = "ensemble",
                    ["validation.test_size"] = "0.20000000000000001",
                    ["quantile"] = "0.9",
                    ["gradient_boosting.learning_rate"] = "0.07316428571428571",
                    ["ensemble.member_01.learner"] = "gradient_boosting",
                    ["ensemble.member_01.trial"] = "3",
                    ["ensemble.member_01.weight"] = "0.5833333333333334",
                    ["ensemble.member_02.learner"] = "neural_network",
                    ["ensemble.member_02.trial"] = "11",
                    ["ensemble.member_02.weight"] = "0.4166666666666667",
                },
            },
            default);
        await tracking.StartAsync(new NewRun("blend", "ada") { Name = "trial 3: gradient_boosting", ParentRunId = search.RunId }, default);
        (string Name, double Value)[] figures = [("pinball", 4217.3821), ("mae", 98765.4321), ("median_ae", 12345.678), ("poisson_deviance", 0.001234567), ("rmse", 123456.789)];
        await tracking.LogMetricsAsync(
            search.RunId,
            [
                .. figures.SelectMany(figure => Figure(figure.Name, figure.Value, search.StartedAt)),
                .. Enumerable.Range(1, 3).Select(fold => new MetricPoint("nested_pinball_of_fold", 4000 + fold, fold, search.StartedAt)),
            ],
            default);
        StoredArtifact stored = await services.GetRequiredService<ArtifactStore>().PutAsync(new MemoryStream([1, 2, 3]), default);
        await tracking.SetModelAsync(search.RunId, stored, new ModelSummary("ensemble", TaskKind.Regression, "price", RegistryHost.Signature), default);
        await tracking.FinishAsync(search.RunId, RunStatus.Finished, null, default);
        await services.GetRequiredService<RegistryService>().RegisterAsync("blend", search.RunId, "ada.lovelace", default);
        return search.RunId;
    }

    private static MetricPoint[] Figure(string name, double value, DateTimeOffset at) =>
        [new(name, value, 0, at), new(name + MetricBounds.Low, value * 0.9, 0, at), new(name + MetricBounds.High, value * 1.1, 0, at)];

    private static async Task StoreAsync(IServiceProvider services)
    {
        var datasets = services.GetRequiredService<DatasetService>();
        var letters = new StringBuilder(string.Join(',', Enumerable.Range(0, 40).Select(pixel => $"pixel_{pixel:00}")) + ",letter\n");
        for (int row = 0; row < 780; row++)
        {
            int letter = row % 26;
            IEnumerable<string> pixels = Enumerable.Range(0, 40)
                .Select(pixel => (Math.Sin((letter * 7) + (pixel * 3)) + ((row * (pixel + 5) % 11) / 12.0)).ToString("0.####", CultureInfo.InvariantCulture));
            letters.Append(CultureInfo.InvariantCulture, $"{string.Join(',', pixels)},{Alphabet[letter]}\n");
        }

        await datasets.StoreAsync(new DatasetUpload("letters", "letters.csv") { Target = "letter" }, new MemoryStream(Encoding.UTF8.GetBytes(letters.ToString())), "ada", default);
        string[] words = ["great", "slow", "quick", "broken", "friendly", "rude", "clean", "loud", "cheap", "fresh", "cold", "kind"];
        var reviews = new StringBuilder("review,visits,latitude,stars\n");
        for (int row = 0; row < 240; row++)
        {
            IEnumerable<string> said = Enumerable.Range(0, 9).Select(at => words[((row * 5) + (at * at * 7)) % words.Length]);
            double latitude = -124.35 + (row * 0.0417);
            reviews.Append(CultureInfo.InvariantCulture, $"the place was {string.Join(" and ", said)} on day {row},{row % 17},{latitude:0.##},{1 + (row * 5 % 12 / 3.0)}\n");
        }

        await datasets.StoreAsync(new DatasetUpload("reviews", "reviews.csv") { Target = "stars" }, new MemoryStream(Encoding.UTF8.GetBytes(reviews.ToString())), "ada", default);
    }

    private static async Task<JsonElement> TrainAsync(Uri address, object request)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        using HttpResponseMessage reply = await client.PostAsJsonAsync("api/training/start", request);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        string id = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetString()!;
        JsonElement job = default;
        await Wait.UntilAsync(async () =>
        {
            job = await client.GetFromJsonAsync<JsonElement>($"api/training/status/{id}");
            return job.GetProperty("status").GetString() is "succeeded" or "failed";
        });
        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        return job;
    }
}
