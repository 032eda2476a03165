using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Drift;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Tests.Core.Drift;
using MlOpsDashboard.Tests.Core.Drift.Concept;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Drift;

public sealed class ConceptDriftTests : ComponentTest
{
    private CoreHost _core = null!;

    [Fact]
    public async Task Verdict_comes_first_then_the_errors_with_the_alarm_then_the_detectors()
    {
        DateTimeOffset start = await ConceptHost.PromotedAsync(_core);
        await ConceptHost.LabelAsync(_core, start, ConceptHost.Wrong(1500, row => row < 1000 ? 0.1 : 0.5));
        await ConceptHost.PredictAsync(_core, start, 1800);

        IRenderedComponent<ConceptDrift> panel = Render<ConceptDrift>(parameters => parameters.Add(one => one.Model, "shop"));

        panel.WaitForState(() => panel.Markup.Contains("Since about", StringComparison.Ordinal));
        Assert.Equal("drift", panel.Find(".status-badge").TextContent.Trim());
        Assert.Contains("of 300 predictions whose truth is not known yet", panel.Markup, StringComparison.Ordinal);
        panel.WaitForState(() => Charts.Drawings > 0);
        Assert.Equal("Wrong answers over time", Assert.Single(Charts.Traces.EnumerateArray()).GetProperty("name").GetString());
        JsonElement mark = Assert.Single(Charts.Layout.GetProperty("shapes").EnumerateArray());
        Assert.Contains("ADWIN", mark.ToString(), StringComparison.Ordinal);
        Assert.Equal("ADWIN", panel.Find("tbody th").TextContent);
        Assert.Equal(7, panel.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task Too_few_labels_say_how_to_bring_them()
    {
        await ConceptHost.LabelAsync(_core, await ConceptHost.PromotedAsync(_core), ConceptHost.Wrong(12, _ => 1));

        IRenderedComponent<ConceptDrift> panel = Render<ConceptDrift>(parameters => parameters.Add(one => one.Model, "shop"));

        panel.WaitForState(() => panel.Markup.Contains("12 of 200 labelled predictions", StringComparison.Ordinal));
        Assert.Equal("labels?model=shop", panel.Find("a").GetAttribute("href"));
        Assert.Empty(panel.FindAll("tbody tr"));
    }

    [Fact]
    public async Task A_model_without_a_version_in_production_is_told()
    {
        await ServingHost.StageAsync(_core, "idle", 2);

        IRenderedComponent<ConceptDrift> panel = Render<ConceptDrift>(parameters => parameters.Add(one => one.Model, "idle"));

        panel.WaitForState(() => panel.Markup.Contains("idle has no version in production", StringComparison.Ordinal));
    }

    protected override async Task PrepareAsync()
    {
        _core = await DriftHost.StartAsync();
        Services.AddSingleton(_core.Get<ConceptDriftService>());
    }

    protected override async Task CleanUpAsync() => await _core.DisposeAsync();
}
