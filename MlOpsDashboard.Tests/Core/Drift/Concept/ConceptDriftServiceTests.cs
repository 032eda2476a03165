using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift.Concept;

public sealed class ConceptDriftServiceTests
{
    [Fact]
    public Task Errors_that_become_more_are_found_where_they_did() => FindsAsync([]);

    [PostgresFact]
    public async Task Errors_that_become_more_are_found_on_postgres_too()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await FindsAsync(database.Settings);
    }

    [Fact]
    public async Task Errors_that_stay_are_no_drift_and_what_was_before_the_promotion_does_not_count()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        DateTimeOffset start = await ConceptHost.PromotedAsync(core);
        await ConceptHost.LabelAsync(core, start.AddHours(-1), ConceptHost.Wrong(300, _ => 1));
        await ConceptHost.LabelAsync(core, start, ConceptHost.Wrong(300, _ => 1), version: 2);
        await ConceptHost.LabelAsync(core, start, ConceptHost.Wrong(3000, _ => 0.1));

        ConceptDriftReport report = await core.Get<ConceptDriftService>().ReadAsync("shop", default);

        Assert.Equal((DriftVerdict.None, 3000, 1000), (report.Verdict, report.Rows, report.NowRows));
        Assert.StartsWith("Its errors have not become more over 3,000 labelled predictions. Accuracy is 0.", report.Message, StringComparison.Ordinal);
        Assert.Equal("adwin", report.Detectors.Single(detector => detector.Decides).Name);
        Assert.Equal(0, report.Detectors[0].AlarmCount);
        Assert.Equal(["adwin", "ddm", "eddm", "hddm_a", "hddm_w", "kswin", "page_hinkley"], report.Detectors.Select(detector => detector.Name).Order());
        Assert.Equal((150, 3000), (report.Series.Count, report.Series.Sum(point => point.Rows)));
        Assert.InRange(report.Now!.Value, report.Now.Low, report.Now.High);
        Assert.Null(report.AtPromotion);
    }

    [Fact]
    public async Task Errors_that_went_back_are_no_drift_any_more()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        bool[] wrong = ConceptHost.Wrong(3500, row => row is >= 1000 and < 1500 ? 0.6 : 0.1);
        await ConceptHost.LabelAsync(core, await ConceptHost.PromotedAsync(core), wrong);

        ConceptDriftReport report = await core.Get<ConceptDriftService>().ReadAsync("shop", default);

        Assert.Equal([true, false], report.Detectors[0].Alarms.Select(alarm => alarm.Worse));
        Assert.Equal(DriftVerdict.None, report.Verdict);
        Assert.Contains("back to what they were", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_labels_are_no_verdict_and_no_alarm()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        DateTimeOffset start = await ConceptHost.PromotedAsync(core);
        await ConceptHost.LabelAsync(core, start, ConceptHost.Wrong(12, _ => 1));
        await ConceptHost.PredictAsync(core, start, 24);

        ConceptDriftReport report = await core.Get<ConceptDriftService>().ReadAsync("shop", default);

        Assert.Equal((DriftVerdict.TooFewRows, 12, 200), (report.Verdict, report.Rows, report.NeededRows));
        Assert.StartsWith("12 of 200 labelled predictions", report.Message, StringComparison.Ordinal);
        Assert.Empty(report.Detectors);
        Assert.Empty(report.Series);
        Assert.Null(report.Now);
        Assert.Null(report.WithoutLabels!.Accuracy);
        Assert.StartsWith("12 of 200 predictions without labels", report.WithoutLabels.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_labels_the_model_s_own_confidence_tells_its_accuracy_until_labels_correct_it()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        DateTimeOffset start = await ConceptHost.PromotedAsync(core);
        await ConceptHost.PredictAsync(core, start, 1500);
        await ConceptHost.PredictAsync(core, start.AddHours(1), 300, route: InstanceScorer.Page);

        LabelFreeEstimate raw = (await core.Get<ConceptDriftService>().ReadAsync("shop", default)).WithoutLabels!;
        await ConceptHost.LabelAsync(core, start, ConceptHost.Wrong(1000, _ => 0.3));
        LabelFreeEstimate corrected = (await core.Get<ConceptDriftService>().ReadAsync("shop", default)).WithoutLabels!;

        // It says 0.9 of each, and is right in 0.7 of them.
        Assert.Equal((1500, 0), (raw.Rows, raw.CalibrationRows));
        Assert.Equal(0.9, raw.Accuracy!.Value, 6);
        Assert.Equal(3 * Math.Sqrt(0.9 * 0.1 / 1500), raw.Accuracy.High - raw.Accuracy.Value, 6);
        Assert.Equal((500, 1000, start.AddSeconds(1000)), (corrected.Rows, corrected.CalibrationRows, corrected.From!.Value));
        Assert.InRange(corrected.Accuracy!.Value, 0.66, 0.74);
        Assert.Contains("P(y|x)", raw.Note, StringComparison.Ordinal);
        Assert.Contains("P(y|x)", corrected.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_judged_is_told()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        await ServingHost.StageAsync(core, "idle", 2);
        var service = core.Get<ConceptDriftService>();

        Assert.Contains("model", (await Assert.ThrowsAsync<InvalidException>(() => service.ReadAsync(" ", default))).Errors);
        await Assert.ThrowsAsync<NotFoundException>(() => service.ReadAsync("nobody", default));
        Assert.Contains("production", (await Assert.ThrowsAsync<ConflictException>(() => service.ReadAsync("idle", default))).Message, StringComparison.Ordinal);
    }

    private static async Task FindsAsync((string Key, string Value)[] settings)
    {
        await using CoreHost core = await DriftHost.StartAsync(settings);
        DateTimeOffset start = await ConceptHost.PromotedAsync(core);
        await ConceptHost.LabelAsync(core, start, ConceptHost.Wrong(2000, row => row < 1000 ? 0.1 : 0.4));
        await ConceptHost.PredictAsync(core, start, 1500, first: 1000);

        ConceptDriftReport report = await core.Get<ConceptDriftService>().ReadAsync("shop", default);

        Assert.Equal((DriftVerdict.Drift, "error_rate", "accuracy", 1), (report.Verdict, report.Error, report.Metric, report.ModelVersion));
        ConceptAlarm alarm = report.Detectors[0].Alarms.Single();
        Assert.InRange(alarm.Row, 1001, 1200);
        Assert.Equal(start.AddSeconds(alarm.Row - 1), alarm.At);
        Assert.True(alarm.Worse);
        Assert.InRange(alarm.Before, 0.05, 0.2);
        Assert.Equal(Math.Min(1000, 2000 - (alarm.Row - ErrorWatch.Reach)), report.NowRows);
        Assert.InRange(report.Now!.Value, 0.5, 0.7);
        Assert.StartsWith("Since about ", report.Message, StringComparison.Ordinal);
        Assert.Equal((start, start.AddSeconds(1999)), (report.From, report.To));
        Assert.Equal(500, report.WithoutLabels!.Rows);
    }
}
