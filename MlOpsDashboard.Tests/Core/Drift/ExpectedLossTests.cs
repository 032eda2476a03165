using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Monitoring.Exposition;
using MlOpsDashboard.Core.Monitoring.Figures;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift;

public sealed class ExpectedLossTests
{
    [Fact]
    public void Loss_is_what_moved_times_importance_times_performance_and_orders_the_features()
    {
        DriftReport report = ExpectedLoss.Tell(
            Report(("a", 0.5), ("b", 0.2), ("c", null)),
            new Dictionary<string, double> { ["a"] = 0.1, ["b"] = 0.9 },
            new ExpectedPerformance("accuracy", 0.8, "estimate"));

        Assert.Equal([0.04, 0.144, null], report.Features.Select(feature => feature.ExpectedLoss is { } loss ? Math.Round(loss, 12) : (double?)null));
        Assert.Equal(["b", "a", "c"], report.In(DriftOrder.ExpectedLoss).Features.Select(feature => feature.Name));
        Assert.Equal(["a", "b", "c"], report.In(DriftOrder.Severity).Features.Select(feature => feature.Name));
        Assert.Equal((0.0, null), (report.Features[2].Importance, report.LossNote));
    }

    [Fact]
    public void What_is_not_known_is_said()
    {
        Assert.Contains("importances", ExpectedLoss.Tell(Report(("a", 1)), new Dictionary<string, double>(), null).LossNote, StringComparison.Ordinal);
        Assert.Contains("performance", ExpectedLoss.Tell(Report(("a", 1)), new Dictionary<string, double> { ["a"] = 1 }, null).LossNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latest_check_of_each_model_is_in_the_metrics_with_its_worst_features_only()
    {
        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meter = new DriftMeter(services.GetRequiredService<IMeterFactory>());
        using var collector = new MetricsCollector([Meters.Drift]);
        meter.Set(Report(("old", 0.1)));
        meter.Set(Report([.. Enumerable.Range(0, 80).Select(i => ($"f{i}", (double?)0.25))]) with { ShareDrifted = 0.5, CheckedAt = DateTimeOffset.UnixEpoch.AddSeconds(2) });
        meter.Set(Report(("late", 0.1)));

        using var text = new MemoryStream();
        await collector.Registry.CollectAndExportAsTextAsync(text);
        // Those of other tests' models may be there too: a meter is found by its name.
        string[] lines = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n');

        Assert.Equal(DriftMeter.MostFeatures, lines.Count(line => line.StartsWith("mlops_drift_score{", StringComparison.Ordinal) && line.Contains("model=\"m\"", StringComparison.Ordinal)));
        Assert.Contains("mlops_drift_score{feature=\"f0\",model=\"m\",version=\"3\"} 0.25", lines);
        Assert.Contains("mlops_drift_share_drifted{model=\"m\",version=\"3\"} 0.5", lines);
        Assert.Contains("mlops_drift_check_time_seconds{model=\"m\",version=\"3\"} 2", lines);
    }

    private static DriftReport Report(params (string Name, double? Moved)[] features) => new()
    {
        Id = "r",
        ModelName = "m",
        ModelVersion = 3,
        CheckedAt = DateTimeOffset.UnixEpoch,
        CheckedBy = "ada",
        Source = "predictions",
        Rows = 1000,
        NeededRows = 200,
        Reference = "d:1",
        ReferenceRows = 1000,
        FalseAlarmRate = 0.05,
        Verdict = DriftVerdict.None,
        Message = "Nothing has drifted.",
        Features =
        [
            .. features.Select(one => new FeatureDrift
            {
                Name = one.Name, Method = DriftMethod.Wasserstein, Score = one.Moved, Moved = one.Moved, Rows = 1000, MissingShare = 0, ReferenceRows = 1000, ReferenceMissingShare = 0,
            }),
        ],
    };
}
