using System.Text.Json;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Drift;
using MlOpsDashboard.Components.Pages.Retraining;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Drift.Segments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Drift;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Drift;

public sealed class DriftPageTests : ComponentTest
{
    private CoreHost _core = null!;
    private BunitAuthorizationContext _reader = null!;

    [Fact]
    public async Task A_check_answers_in_the_headline_and_shows_what_moved()
    {
        await DriftHost.AskAsync(_core, DriftHost.Rows(12, 3));
        IRenderedComponent<DriftPage> page = Render<DriftPage>();
        page.WaitForState(() => page.Markup.Contains("shop has not been checked yet", StringComparison.Ordinal));

        await ClickAsync(page);
        page.WaitForState(() => page.Markup.Contains("shop:1: 12 of 200 rows: too few", StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tbody tr"));

        await DriftHost.AskAsync(_core, DriftHost.Rows(300, 4).Select(row => (row.X + 5, row.Colour)));
        await ClickAsync(page);
        page.WaitForState(() => page.Markup.Contains("shop:1: 1 of 2 features has drifted", StringComparison.Ordinal));

        Assert.Equal(["x", "colour"], page.FindAll("tbody th button").Select(button => button.TextContent));
        Assert.Equal("drifted", page.Find("tbody tr .status-badge").TextContent.Trim());
        JsonElement traces = Charts.Traces;
        Assert.Equal(["training", "now"], traces.EnumerateArray().Select(trace => trace.GetProperty("name").GetString()));
        Assert.Equal("overlay", Charts.Layout.GetProperty("barmode").GetString());

        await page.FindAll("tbody th button")[1].ClickAsync(new());
        page.WaitForState(() => page.Find("#distribution").TextContent.StartsWith("colour", StringComparison.Ordinal));
        Assert.Equal("group", Charts.Layout.GetProperty("barmode").GetString());
    }

    [Fact]
    public async Task What_cannot_be_checked_is_told_on_the_page()
    {
        await _core.Get<DatasetTrash>().DeleteAsync("visits", null, "ada", default);
        IRenderedComponent<DriftPage> page = Render<DriftPage>();
        page.WaitForState(() => page.Markup.Contains("Check for data drift", StringComparison.Ordinal));

        await ClickAsync(page);

        page.WaitForState(() => page.Markup.Contains("visits:1, is not there any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_viewer_reads_and_cannot_check()
    {
        await _core.Get<DriftService>().CheckAsync(new DriftRequest { ModelName = "shop" }, Actor.Of("ada", UserRole.DataScientist), default);
        _reader.SetRoles("viewer");

        IRenderedComponent<DriftPage> page = Render<DriftPage>();

        page.WaitForState(() => page.Markup.Contains("shop:1: 0 of 200 rows", StringComparison.Ordinal));
        Assert.DoesNotContain("Check for data drift", page.Markup, StringComparison.Ordinal);
    }

    protected override async Task PrepareAsync()
    {
        _core = await DriftHost.StartAsync();
        ComponentFactories.AddStub<RetrainingSwitch>();
        Services.AddSingleton(_core.Get<DriftService>());
        Services.AddSingleton(_core.Get<DriftSimulator>());
        Services.AddSingleton(_core.Get<SegmentService>());
        Services.AddSingleton(_core.Get<ConceptDriftService>());
        Services.AddSingleton(_core.Get<DatasetService>());
        Services.AddSingleton(_core.Get<RegistryService>());
        _reader = SignIn("ann");
    }

    protected override async Task CleanUpAsync() => await _core.DisposeAsync();

    private static Task ClickAsync(IRenderedComponent<DriftPage> page) =>
        page.FindAll("button").Single(button => button.TextContent.Contains("Check for data drift", StringComparison.Ordinal)).ClickAsync(new());
}
