using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Monitoring;
using MlOpsDashboard.Core.Monitoring.Inputs;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Tests.Core.Monitoring;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Monitoring;

public sealed class InputsPanelTests : ComponentTest
{
    private CoreHost _core = null!;

    [Fact]
    public void Without_rows_it_says_what_it_would_show()
    {
        IRenderedComponent<InputsPanel> panel = Render<InputsPanel>();

        panel.WaitForState(() => panel.Markup.Contains("No row came in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_worst_feature_is_first_with_its_training_beside_it_and_versions_can_be_chosen()
    {
        await ServingHost.PromoteAsync(_core, "shop", 1);
        await ServingHost.StageAsync(_core, "shop", 2);
        await AskAsync("\"model_name\":\"shop\"", 50, "{\"x\":2,\"colour\":\"green\"}");
        await AskAsync("\"model_id\":\"shop:2\"", 40, "{\"x\":2,\"colour\":\"red\"}");
        await MonitoringHost.TickAsync(_core, Clock);

        IRenderedComponent<InputsPanel> panel = Render<InputsPanel>();
        panel.WaitForState(() => panel.FindAll("tbody tr").Count == 2);

        Assert.Equal(["colour", "x"], panel.FindAll("tbody th").Select(name => name.TextContent));
        Assert.Contains("1 feature worse", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("flagged", panel.Find("tbody tr").ClassName, StringComparison.Ordinal);
        Assert.Contains("2 words", panel.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("-9.5 to 9.5", panel.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains(InputRule.Words, panel.Markup, StringComparison.Ordinal);

        panel.FindAll("[aria-label=Version] button")[1].Click();

        Assert.Contains("as in training", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("shop:2: 40 rows taken", panel.Markup, StringComparison.Ordinal);
    }

    protected override async Task PrepareAsync()
    {
        _core = await MonitoringHost.StartAsync(Clock);
        Services.AddSingleton(_core.Get<DataQualityService>());
        Services.AddSingleton(_core.Get<LiveMetrics>());
    }

    protected override async Task CleanUpAsync() => await _core.DisposeAsync();

    private async Task AskAsync(string model, int times, string features)
    {
        for (int i = 0; i < times; i++)
        {
            await ServingHost.AskAsync(_core, $"{{{model},\"features\":{features}}}");
        }
    }
}
