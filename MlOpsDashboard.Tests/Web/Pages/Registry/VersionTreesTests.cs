using Bunit;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Learning.Ensembles;
using MlOpsDashboard.Tests.Core.Learning.Onnx;
using MlOpsDashboard.Tests.Core.Registry;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Registry;

public sealed class VersionTreesTests : StoredPageTest
{
    [Theory]
    [InlineData("gradient_boosting", TaskKind.Binary, "to a score; above 0, yes is more likely")]
    [InlineData("gradient_boosting", TaskKind.Multiclass, "adds to the score of high")]
    [InlineData("gradient_boosting", TaskKind.Regression, "add up, from")]
    [InlineData("random_forest", TaskKind.Binary, "the mean of all 15 trees")]
    [InlineData("random_forest", TaskKind.Multiclass, "the mean of all 15 trees")]
    public async Task Trees_are_shown_one_at_a_time(string learner, TaskKind task, string meaning)
    {
        var page = Open(await RegisterAsync(learner, task));
        Assert.Empty(page.FindAll("table"));

        await Button(page, "Show the trees").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains(meaning, page.Markup, StringComparison.Ordinal));
        Assert.Contains("Tree 1 of", page.Markup, StringComparison.Ordinal);
        Assert.True(page.Find("[aria-label='Previous tree']").HasAttribute("disabled"));
        string first = page.Find("tbody").TextContent;
        await page.Find("[aria-label='Next tree']").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Tree 2 of", page.Markup, StringComparison.Ordinal));
        Assert.NotEqual(first, page.Find("tbody").TextContent);
    }

    [Fact]
    public async Task Trees_of_an_ensemble_say_whose_they_are()
    {
        TrainedModel model = Blends.Fit(ExportTable.Make(TaskKind.Binary, 300), "y", null, "linear", "gradient_boosting", "random_forest");
        string id = await StoredModel.RegisterAsync(Core.Get<IServiceProvider>(), "income", model);
        ModelVersion version = await Core.Get<RegistryService>().GetAsync(id, default);
        Assert.True(VersionTrees.Shows(version));
        var page = Open(version);

        await Button(page, "Show the trees").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Tree 1 of 30", page.Markup, StringComparison.Ordinal));
        Assert.Contains("A tree of gradient boosting, which has 33 % of the ensemble", page.Markup, StringComparison.Ordinal);

        for (int tree = 2; tree <= 21; tree++)
        {
            await page.Find("[aria-label='Next tree']").ClickAsync();
        }

        page.WaitForAssertion(() => Assert.Contains("member's answer is the mean of all 10 trees", page.Markup.Replace("&#x27;", "'", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Contains("A tree of random forest, which has 17 %", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_artifact_says_so()
    {
        string id = await RegistryHost.StagedAsync(Core, "income", 1);
        var page = Open(await Core.Get<RegistryService>().GetAsync(id, default));

        await Button(page, "Show the trees").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("cannot be exported", page.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<VersionTrees> Open(ModelVersion version) => Open<VersionTrees>("registry/income", p => p.Add(c => c.Version, version));

    private async Task<ModelVersion> RegisterAsync(string learner, TaskKind task)
    {
        TrainedModel model = ExportCheck.Train(ExportTable.Make(task, 300), "y", learner, OnnxExportTests.Quick(learner));
        string id = await StoredModel.RegisterAsync(Core.Get<IServiceProvider>(), "income", model);
        return await Core.Get<RegistryService>().GetAsync(id, default);
    }
}
