using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Labels;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Monitoring;
using MlOpsDashboard.Tests.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Labels;

public sealed class LabelsPageTests : ComponentTest
{
    private CoreHost _core = null!;

    [Fact]
    public async Task An_empty_page_says_what_comes_first()
    {
        IRenderedComponent<LabelsPage> page = Render<LabelsPage>();
        page.WaitForState(() => page.Markup.Contains("no model whose predictions", StringComparison.Ordinal));

        await ServingHost.PromoteAsync(_core, "shop", 1);
        page = Render<LabelsPage>();
        page.WaitForState(() => page.Markup.Contains("No prediction is stored yet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_click_or_a_key_labels_the_most_uncertain_and_a_skip_leaves_it()
    {
        await ServingHost.PromoteAsync(_core, "shop", 1);
        foreach (int x in new[] { 9, -1, -8, 2 })
        {
            await LabelHost.AskAsync(_core, x);
        }

        string[] order = [.. (await _core.Get<PredictionListing>().ToLabelAsync("shop", 9, default)).Items.Select(item => item.RequestId)];
        IRenderedComponent<LabelsPage> page = Render<LabelsPage>();
        Counts(page, "0", "4");
        Assert.Contains("bought: what was true?", page.Markup, StringComparison.Ordinal);

        await page.Find("[role=group]").KeyDownAsync(new KeyboardEventArgs { Key = "2" });
        Counts(page, "1", "3");
        await page.Find("[role=group]").KeyDownAsync(new KeyboardEventArgs { Key = "s" });
        page.WaitForState(() => page.Markup.Contains("1 skipped", StringComparison.Ordinal));
        await page.FindAll("button.class")[0].ClickAsync(new());
        Counts(page, "2", "2");
        await page.Find("[role=group]").KeyDownAsync(new KeyboardEventArgs { Key = "1", CtrlKey = true });
        await page.Find("[role=group]").KeyDownAsync(new KeyboardEventArgs { Key = "1" });
        Counts(page, "3", "1");
        page.WaitForState(() => page.Markup.Contains("Nothing waits for a label", StringComparison.Ordinal));

        var query = new PredictionQuery { Model = "shop" };
        var truths = (await _core.Get<PredictionListing>().ListAsync(query, default)).Items.ToDictionary(item => item.RequestId, item => item.Actual);
        Assert.Equal(["yes", null, "<no>", "<no>"], order.Select(id => truths[id]));
    }

    [Fact]
    public async Task What_somebody_else_has_labelled_stays_theirs()
    {
        await ServingHost.PromoteAsync(_core, "shop", 1);
        (string id, _) = await LabelHost.AskAsync(_core, 1);
        IRenderedComponent<LabelsPage> page = Render<LabelsPage>();
        Counts(page, "0", "1");
        await LabelHost.TellAsync(_core, id, "yes");

        await page.FindAll("button.class")[0].ClickAsync(new());

        page.WaitForState(() => page.Markup.Contains("Another value is known", StringComparison.Ordinal));
        Counts(page, "0", "0");
    }

    [Fact]
    public async Task A_version_is_made_or_the_reason_told()
    {
        await ServingHost.PromoteAsync(_core, "shop", 1);
        (string id, _) = await LabelHost.AskAsync(_core, 1);
        IRenderedComponent<DatasetFromLabels> form = Render<DatasetFromLabels>(p => p.Add(f => f.Model, "shop"));
        form.WaitForState(() => form.Find("input[name=dataset]").GetAttribute("value") == "shop_labelled");
        form.Find("form").Submit();
        form.WaitForState(() => form.Markup.Contains("is labelled yet", StringComparison.Ordinal));

        await LabelHost.TellAsync(_core, id, "yes");
        form.Find("input[name=dataset]").Change("no good");
        form.Find("form").Submit();
        form.WaitForState(() => form.Markup.Contains("dataset must begin", StringComparison.Ordinal));
        form.Find("input[name=dataset]").Change("good");
        form.Find("form").Submit();

        form.WaitForState(() => form.Markup.Contains("has 1 labelled row.", StringComparison.Ordinal));
        Assert.Equal("good:1", form.Find("a[href='data/good/1']").TextContent);
    }

    [Fact]
    public void A_number_is_typed_and_a_missing_value_is_called_so()
    {
        var given = new List<string>();
        var answer = new LoggedAnswer
        {
            RequestId = "r",
            ModelName = "houses",
            ModelVersion = 1,
            Route = "production",
            At = Clock.GetUtcNow(),
            Features = LoggedFeatures.Read("""{"rooms":3.25,"age":null,"year":2015}""", null),
            Prediction = "210000.5",
        };
        IRenderedComponent<LabelCard> card = Render<LabelCard>(p => p
            .Add(c => c.Answer, answer).Add(c => c.Target, "price").Add(c => c.Fault, "actual must be a number")
            .Add(c => c.Chosen, EventCallback.Factory.Create<string>(this, given.Add)));

        Assert.Equal(["3.25", "missing", "2015"], card.FindAll("dd").Select(value => value.TextContent));
        Assert.Contains("actual must be a number", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        card.Find("form").Submit();
        card.Find("input[name=actual]").Input(" 199000 ");
        card.Find("form").Submit();

        Assert.Equal(["199000"], given);
    }

    [Fact]
    public void Of_many_classes_the_likely_ones_have_keys()
    {
        var given = new List<string>();
        var answer = new LoggedAnswer
        {
            RequestId = "r",
            ModelName = "digits",
            ModelVersion = 1,
            Route = "production",
            At = Clock.GetUtcNow(),
            Features = [],
            Prediction = "c19",
            Probabilities = [.. Enumerable.Range(0, 20).Select(i => KeyValuePair.Create($"c{i}", i / 190.0))],
        };
        IRenderedComponent<LabelCard> card = Render<LabelCard>(p => p
            .Add(c => c.Answer, answer).Add(c => c.Target, "digit").Add(c => c.Chosen, EventCallback.Factory.Create<string>(this, given.Add)));

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"c{19 - i}"), card.FindAll("button.class .name").Select(name => name.TextContent));
        card.Find("[role=group]").KeyDown("9");

        Assert.Equal(["c11"], given);
        Assert.Contains("One of the other 11", card.Markup, StringComparison.Ordinal);
    }

    protected override async Task PrepareAsync()
    {
        _core = await MonitoringHost.StartAsync(TimeProvider.System);
        Services.AddSingleton(_core.Get<PredictionListing>());
        Services.AddSingleton(_core.Get<FeedbackService>());
        Services.AddSingleton(_core.Get<LabelledDatasetService>());
        Services.AddSingleton(_core.Get<RegistryService>());
        SignIn("ann");
    }

    protected override async Task CleanUpAsync() => await _core.DisposeAsync();

    private static void Counts(IRenderedComponent<LabelsPage> page, string now, string waiting) => page.WaitForAssertion(() => Assert.Equal(
        [now, waiting], page.FindAll("[aria-label=Progress] .number").Take(2).Select(number => number.TextContent)));
}
