using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class RegistryPagesTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, "Light")]
    [InlineData(390, "Light")]
    public async Task Pages_of_runs_and_models_show_without_an_error(int width, string scheme)
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen(), width);
        string[] runs = await FillAsync(app.Services);
        await session.SignInAsync(app);
        await session.Page.EvaluateAsync($"document.documentElement.dataset.scheme = '{scheme.ToLowerInvariant()}'");

        foreach ((string name, string address) in ((string, string)[])
        [
            ("experiments", "/experiments"),
            ("experiment", "/experiments/income"),
            ("experiment-by-job", "/experiments/income?group=job"),
            ("run", $"/experiments/runs/{runs[0]}"),
            ("runs-compared", $"/experiments/compare?ids={runs[0]},{runs[1]}"),
            ("registry", "/registry"),
            ("model", "/registry/income"),
            ("version", "/registry/income?version=2"),
            ("versions-compared", "/registry/compare?ids=income:1,income:2"),
            ("trash", "/trash"),
        ])
        {
            await session.GoToAsync(address);
            await session.Page.EvaluateAsync($"document.documentElement.dataset.scheme = '{scheme.ToLowerInvariant()}'");
            await session.Page.Locator(".table, .empty-state").First.WaitForAsync();
            await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await session.ScreenshotAsync($"{name}-{width}-{scheme.ToLowerInvariant()}");

            // What is too wide scrolls within its frame, never the page.
            Assert.Equal(width, await session.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }

        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task Version_goes_into_production_with_a_reason()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await RegistryHost.ServableAsync(app.Services, "income", 1);
        await session.SignInAsync(app);

        await session.GoToAsync("/registry/income?version=1&tab=history");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Promote with a comment" }).ClickAsync();
        await session.Page.GetByLabel("Why?").FillAsync("It is the first.");
        await session.Page.Locator("form.promote").GetByRole(AriaRole.Button, new() { Name = "Promote to production" }).ClickAsync();
        await session.Page.Locator(".timeline", new() { HasText = "It is the first." }).WaitForAsync();

        Assert.Equal("income:1", (await app.Services.GetRequiredService<RegistryService>().GetAsync("income:production", default)).ModelId);
        Assert.Empty(session.Errors);
    }

    private static async Task<string[]> FillAsync(IServiceProvider services)
    {
        var tracking = services.GetRequiredService<TrackingService>();
        var registry = services.GetRequiredService<RegistryService>();
        await RegistryHost.ServableAsync(services, "income", 1, RegistryHost.Roc);
        await registry.PromoteAsync("income:1", ModelStage.Production, "It is the first.", "ada", default);
        await RegistryHost.StagedAsync(services, "income", 2, RegistryHost.Roc);
        await registry.CommentAsync("income:2", "Better on the young, worse on the old.", "bob", default);
        await services.GetRequiredService<RunTrash>().DeleteAsync(await RegistryHost.RunAsync(services, 3), "ada", default);
        Run curve = await tracking.StartAsync(new NewRun("income", "ada") { Name = "with curves", Metric = "roc_auc" }, default);
        await tracking.LogMetricsAsync(
            curve.RunId,
            [.. Enumerable.Range(0, 200).SelectMany(i => (MetricPoint[])
            [
                new("roc_auc", 0.93 - (0.4 * Math.Exp(-i / 30.0)), i, curve.StartedAt),
                new("log_loss", 0.3 + (0.4 * Math.Exp(-i / 30.0)), i, curve.StartedAt),
            ])],
            default);
        foreach ((string path, byte[] content) in Documents())
        {
            await tracking.AddArtifactAsync(curve.RunId, path, "application/json", content, default);
        }

        await tracking.FinishAsync(curve.RunId, RunStatus.Finished, null, default);
        var versions = (await registry.VersionsAsync("income", new(), default)).Items;
        return [curve.RunId, versions[0].RunId];
    }

    private static IEnumerable<(string Path, byte[] Content)> Documents() =>
    [
        ("confusion_matrix.json", """{"labels":["<=50K",">50K"],"counts":[[7000,431],[780,1558]]}"""u8.ToArray()),
        ("roc_curve.json", """{"series":[{"label":">50K","x":[0,0.05,0.2,1],"y":[0,0.6,0.9,1],"auc":0.92}]}"""u8.ToArray()),
        ("pr_curve.json", """{"series":[{"label":">50K","x":[0,0.5,0.8,1],"y":[1,0.9,0.7,0.24],"ap":0.81}]}"""u8.ToArray()),
        ("calibration.json", """{"series":[{"label":">50K","predicted":[0.1,0.5,0.9],"observed":[0.12,0.48,0.91],"count":[50,30,20]}]}"""u8.ToArray()),
        ("importance.json", """{"features":[{"name":"age","importance":0.3},{"name":"capital_gain","importance":0.5}],"kind":"permutation"}"""u8.ToArray()),
        ("residuals.json", """{"predicted":[1,2,3,4],"actual":[1.1,1.9,3.2,3.9]}"""u8.ToArray()),
    ];
}
