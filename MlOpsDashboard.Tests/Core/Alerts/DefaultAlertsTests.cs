using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Alerts;

public sealed class DefaultAlertsTests
{
    [Fact]
    public async Task A_model_gets_its_rules_with_its_first_promotion_and_deleted_ones_stay_away()
    {
        using var folder = new TempFolder();
        await using CoreHost core = await AlertHost.StartAsync(AlertHost.Clock(), folder.FullName);
        var alerts = core.Get<AlertService>();
        await ServingHost.PromoteAsync(core, "shop", 1);

        Page<AlertView> made = await alerts.ListAsync(new PageQuery(), default);
        await alerts.DeleteAsync(made.Items.Single(view => view.Rule.Metric == "drift").Rule.Id, AlertHost.Ada, default);
        AlertView latency = made.Items.Single(view => view.Rule.Metric == "latency_p99_ms");
        await alerts.ChangeAsync(latency.Rule.Id, form => form with { Threshold = 50 }, AlertHost.Ada, default);
        await ServingHost.PromoteAsync(core, "shop", 2);
        Page<AlertView> later = await alerts.ListAsync(new PageQuery(), default);

        Assert.Equal(
            ["drift >= 1 (shop)", "latency_p99_ms > 100 (shop)", "quality_ratio < 0.85 (shop)"],
            made.Items.Select(view => FormattableString.Invariant($"{view.Rule.Metric} {view.Rule.Operator.Symbol()} {view.Rule.Threshold} ({view.Rule.ModelName})")).Order(StringComparer.Ordinal));
        Assert.Equal([("latency_p99_ms", 50), ("quality_ratio", 0.85)], later.Items.Select(view => (view.Rule.Metric, view.Rule.Threshold)).OrderBy(rule => rule.Metric));
    }

    [Fact]
    public async Task A_model_of_an_older_program_gets_them_at_the_next_start()
    {
        using var folder = new TempFolder();
        await using (CoreHost older = await ServingHost.StartAsync(folder: folder.FullName))
        {
            await ServingHost.PromoteAsync(older, "shop", 1);
        }

        await using CoreHost core = await AlertHost.StartAsync(AlertHost.Clock(), folder.FullName);

        await Wait.UntilAsync(async () => (await core.Get<AlertService>().ListAsync(new PageQuery(), default)).Items.Count == 3);
    }
}
