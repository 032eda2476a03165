using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Core.Learning;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class ExplanationPagesTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task A_prediction_shows_its_reasons_and_a_slider_what_would_change_it(int width, ColorScheme scheme)
    {
        using var app = new AppFactory();
        await using BrowserSession session = await browser.OpenAsync(app.Listen(), width);
        await RegisterAsync(app.Services);
        IPage page = session.Page;
        await session.SignInAsync(app);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

        await session.GoToAsync("/predict");
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict", Exact = true }).ClickAsync();
        await page.Locator("[aria-labelledby=why] .js-plotly-plot").WaitForAsync();
        ILocator now = page.Locator(".now");
        string first = await now.InnerTextAsync();
        Assert.Equal(first, await page.Locator(".first").InnerTextAsync());
        await session.ScreenshotAsync($"predict-why-{width}-{scheme}");

        ILocator slider = page.GetByRole(AriaRole.Slider, new() { Name = "x", Exact = true });
        await slider.PressAsync("Home");
        await page.WaitForFunctionAsync("first => document.querySelector('.now').innerText !== first", first);
        Assert.Contains("points", await page.Locator(".delta").InnerTextAsync(), StringComparison.Ordinal);
        await session.ScreenshotAsync($"predict-what-if-{width}-{scheme}");
        await CheckAsync(session);

        await session.GoToAsync("/registry/toy?version=1&tab=explanation");
        await page.Locator("[aria-labelledby=explanation] .js-plotly-plot").Nth(1).WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await session.ScreenshotAsync($"model-explanation-{width}-{scheme}");
        await session.ChooseAsync("Dependence on", "colour");
        await page.Locator("[aria-label='Dependence chart, Probability of yes by colour']").WaitForAsync();
        await session.ScreenshotAsync($"model-dependence-{width}-{scheme}");
        await CheckAsync(session);

        Assert.Equal(1, app.Services.GetRequiredService<ServedVersions>().Health().Accepted);
        Assert.Empty(session.Errors);
    }

    private static async Task CheckAsync(BrowserSession session)
    {
        Assert.Equal(0, await session.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Faults.None(await session.FaultsAsync());
    }

    private static async Task RegisterAsync(IServiceProvider services)
    {
        TrainedModel model = new AutoTrainer(TimeProvider.System).Run(
            ToyTable.Make(), new TrainingPlan { Target = "y", Learners = ["gradient_boosting"], Trials = 1, Seed = 4 }, CancellationToken.None).Model!;
        var tracking = services.GetRequiredService<TrackingService>();
        Run run = await tracking.StartAsync(new NewRun("toy", "ada"), default);
        StoredArtifact stored = await services.GetRequiredService<ArtifactStore>().PutAsync(new MemoryStream(ModelArtifact.ToBytes(model)), default);
        var summary = new ModelSummary("gradient_boosting", TaskKind.Binary, "y", JsonSerializer.Serialize(model.Signature, ModelJson.Options));
        await tracking.SetModelAsync(run.RunId, stored, summary, default);
        await tracking.FinishAsync(run.RunId, RunStatus.Finished, null, default);
        var registry = services.GetRequiredService<RegistryService>();
        await registry.RegisterAsync("toy", run.RunId, "ada", default);
        await registry.PromoteAsync("toy:1", ModelStage.Staging, null, "ada", default);
        await registry.PromoteAsync("toy:1", ModelStage.Production, null, "ada", default);
    }
}
