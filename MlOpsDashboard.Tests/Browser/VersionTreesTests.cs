using Microsoft.Playwright;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Tests.Core.Learning.Onnx;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class VersionTreesTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, "light")]
    [InlineData(1280, "dark")]
    [InlineData(390, "light")]
    public async Task Version_shows_its_trees_and_gives_itself_out_as_onnx(int width, string scheme)
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen(), width);
        TrainedModel model = ExportCheck.Train(ExportTable.Make(TaskKind.Binary), "y", "gradient_boosting", OnnxExportTests.Quick("gradient_boosting"));
        await StoredModel.RegisterAsync(app.Services, "income", model);
        await session.SignInAsync(app);
        await session.GoToAsync("/registry/income?version=1&tab=explanation");
        await session.Page.EvaluateAsync($"document.documentElement.dataset.scheme = '{scheme}'");

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Show the trees" }).ClickAsync();
        await session.Page.GetByText("Tree 1 of 25").WaitForAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Next tree" }).ClickAsync();
        await session.Page.GetByText("Tree 2 of 25").WaitForAsync();
        await session.Page.Locator(".trees").ScrollIntoViewIfNeededAsync();
        await session.ScreenshotAsync($"version-trees-{width}-{scheme}");

        Assert.Equal(width, await session.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Files", Exact = true }).ClickAsync();
        IDownload download = await session.Page.RunAndWaitForDownloadAsync(
            () => session.Page.GetByRole(AriaRole.Link, new() { Name = "ONNX" }).ClickAsync());
        Assert.Equal("income-1.onnx", download.SuggestedFilename);
        Assert.Empty(session.Errors);
    }
}
