using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Predict;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

public sealed class PredictPageTests : ComponentTest
{
    private CoreHost _core = null!;

    [Fact]
    public void Without_a_model_the_page_says_what_to_do_first()
    {
        IRenderedComponent<PredictPage> page = Render<PredictPage>();

        page.WaitForState(() => page.Markup.Contains("There is no model to ask yet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_is_made_from_the_signature_and_answers()
    {
        await ServingHost.PromoteAsync(_core, "shop", 1);
        IRenderedComponent<PredictPage> page = Render<PredictPage>();
        page.WaitForState(() => page.FindAll("form").Count == 1);

        Assert.Contains("-9.5 to 9.5 in training", page.Markup, StringComparison.Ordinal);
        page.Find("input[name=x]").Change("9");
        page.Find("form").Submit();

        page.WaitForState(() => page.FindAll(".prediction").Count == 1);
        Assert.Equal("yes", page.Find(".prediction").TextContent);
        Assert.Equal(2, page.FindAll(".bars li").Count);
        Assert.Contains("production", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_comes_with_its_reasons_and_with_sliders_that_change_it()
    {
        await ServingHost.PromoteAsync(_core, "shop", 1);
        IRenderedComponent<PredictPage> page = Render<PredictPage>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        page.Find("input[name=x]").Change("9");
        page.Find("form").Submit();
        page.WaitForState(() => page.FindAll(".sliders").Count == 1);

        Assert.StartsWith("Knowing nothing of a row, the model says yes with ", page.Find("[aria-labelledby=why] p").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[aria-labelledby=why] [role=img]:not([aria-hidden=true])"));
        string first = page.Find(".first").TextContent;
        Assert.Equal(first, page.Find(".now").TextContent);
        Assert.Equal("no change", page.Find(".delta").TextContent);
        Assert.Equal("9", page.Find("input[type=range]").GetAttribute("value"));

        page.Find("input[type=range]").Input("-2");
        page.Find("input[type=range]").Input("-9");
        Assert.Equal("-9", page.Find("output").TextContent);
        await Wait.UntilAsync(() => page.InvokeAsync(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return page.Find(".now").TextContent != first;
        }));

        Assert.StartsWith("−", page.Find(".delta").TextContent, StringComparison.Ordinal);
        Assert.Equal("now says <no>", page.Find(".turned").TextContent);
        Assert.Equal(1, _core.Get<ServedVersions>().Health().Accepted);

        page.FindAll("button").Single(button => button.TextContent.Contains("Back to the row", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Equal(first, page.Find(".now").TextContent));
    }

    [Fact]
    public async Task A_mistake_is_told_at_its_field()
    {
        await ServingHost.PromoteAsync(_core, "shop", 1);
        IRenderedComponent<PredictPage> page = Render<PredictPage>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        page.Find("input[name=x]").Change("");
        page.Find("form").Submit();

        page.WaitForState(() => page.FindAll(".message").Count == 1);
        Assert.Contains("x is missing", page.Find(".message").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".prediction"));
    }

    [Fact]
    public async Task The_address_chooses_the_version()
    {
        await ServingHost.PromoteAsync(_core, "shop", 1);
        await ServingHost.StageAsync(_core, "shop", 2);
        Services.GetRequiredService<NavigationManager>().NavigateTo("predict?model=shop%3A2");
        IRenderedComponent<PredictPage> page = Render<PredictPage>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        page.Find("form").Submit();

        page.WaitForState(() => page.FindAll(".prediction").Count == 1);
        Assert.Contains("staging", page.Markup, StringComparison.Ordinal);
        Assert.Contains("shop:2 says", page.Markup, StringComparison.Ordinal);
    }

    protected override async Task PrepareAsync()
    {
        _core = await CoreHost.StartAsync(services => services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing());
        Services.AddSingleton(_core.Get<PageTries>());
        Services.AddSingleton(_core.Get<ServedVersions>());
        Services.AddSingleton(_core.Get<ExplanationService>());
        Services.AddSingleton(_core.Get<RegistryService>());
        Services.AddSingleton(_core.Get<DatasetService>());
        SignIn("ann");
    }

    protected override async Task CleanUpAsync() => await _core.DisposeAsync();
}
