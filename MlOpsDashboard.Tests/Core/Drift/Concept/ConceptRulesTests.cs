using System.Text.Json;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Statistics.Intervals;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift.Concept;

public sealed class ConceptRulesTests
{
    [Theory]
    [InlineData(0.75, 0.80, 0.82, 0.88, DriftVerdict.Drift, "surely worse")]
    [InlineData(0.75, 0.83, 0.82, 0.88, DriftVerdict.None, "at promotion.")]
    [InlineData(0.90, 0.95, 0.82, 0.88, DriftVerdict.None, "at promotion.")]
    [InlineData(0.75, 0.80, double.NaN, double.NaN, DriftVerdict.None, "at promotion.")]
    public void Below_the_level_at_promotion_is_drift_when_both_intervals_are_apart(double low, double high, double thenLow, double thenHigh, DriftVerdict verdict, string words)
    {
        ConceptDriftReport report = ConceptWords.Conclude(
            Report("accuracy", new Interval((low + high) / 2, low, high), new Interval(0.85, thenLow, thenHigh)), TaskKind.Binary, new Interval(0.2, 0.1, 0.3));

        Assert.Equal(verdict, report.Verdict);
        Assert.Contains(words, report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_numbers_more_is_worse()
    {
        ConceptDriftReport worse = ConceptWords.Conclude(Report("rmse", new Interval(12, 11, 13), new Interval(9, 8, 10)), TaskKind.Regression, new Interval(9, 8, 10));
        ConceptDriftReport better = ConceptWords.Conclude(Report("rmse", new Interval(9, 8, 10), new Interval(12, 11, 13)), TaskKind.Regression, new Interval(7, 6, 8));

        Assert.Equal((DriftVerdict.Drift, DriftVerdict.None), (worse.Verdict, better.Verdict));
        Assert.EndsWith("RMSE is 12 (11 to 13) now, and was 9 (8 to 10) at promotion: surely worse.", worse.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absolute_errors_are_watched_in_the_unit_of_the_promotion_and_one_wild_value_is_no_drift()
    {
        var random = new Random(1);
        double[] errors = [.. Enumerable.Range(0, 3000).Select(row => random.NextDouble() * (row < 2000 ? 1000 : 2000))];
        DateTimeOffset[] at = [.. errors.Select((_, row) => DateTimeOffset.UnixEpoch.AddSeconds(row))];
        errors[500] = 1e12;

        IReadOnlyList<ConceptDetector> detectors = ErrorWatch.OfNumbers(errors, at, 577);

        Assert.Equal(["adwin", "page_hinkley", "kswin"], detectors.Select(detector => detector.Name));
        ConceptAlarm alarm = Assert.Single(detectors[0].Alarms);
        Assert.InRange(alarm.Row, 2001, 2150);
        Assert.Equal(at[alarm.Row - 1], alarm.At);
    }

    [Fact]
    public void Of_many_alarms_the_latest_are_told()
    {
        double[] errors = [.. Enumerable.Range(0, 20_000).Select(row => row / 400 % 2 == 0 ? 0.0 : row % 2)];
        DateTimeOffset[] at = [.. errors.Select((_, row) => DateTimeOffset.UnixEpoch.AddSeconds(row))];

        ConceptDetector adwin = ErrorWatch.OfClasses(errors, at)[0];

        Assert.InRange(adwin.AlarmCount, 21, 49);
        Assert.Equal(20, adwin.Alarms.Count);
        Assert.InRange(adwin.Alarms[^1].Row, 19_200, 20_000);
        Assert.Equal((200, 20_000), (ErrorWatch.Series(errors, at).Count, ErrorWatch.Series(errors, at)[^1].Row));
    }

    [Fact]
    public void Level_at_promotion_is_read_from_the_files_of_the_run()
    {
        Interval accuracy = PromotionLevel.OfConfusion(Json("""{"labels":["a","b"],"counts":[[50,10],[20,120]]}"""))!;
        Interval error = PromotionLevel.OfResiduals(Json("""{"predicted":[1,2,3,null],"actual":[2,2,5,1]}"""))!;

        Assert.Equal(Estimates.Share(170, 200), accuracy);
        Assert.Equal(Math.Sqrt(5.0 / 3), error.Value, 12);
        Assert.Equal(0, error.Low);
        Assert.Null(PromotionLevel.OfConfusion(Json("""{"counts":[[0,0],[0,0]]}""")));
        Assert.Null(PromotionLevel.OfConfusion(Json("{}")));
        Assert.Null(PromotionLevel.OfResiduals(Json("""{"predicted":[1],"actual":[2]}""")));
        Assert.Null(PromotionLevel.OfResiduals(Json("{}")));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static ConceptDriftReport Report(string metric, Interval now, Interval then) => new()
    {
        ModelName = "shop",
        ModelVersion = 1,
        Since = DateTimeOffset.UnixEpoch,
        CheckedAt = DateTimeOffset.UnixEpoch,
        Verdict = DriftVerdict.TooFewRows,
        Message = "",
        Rows = 1000,
        NeededRows = 200,
        Error = "",
        Metric = metric,
        Now = now,
        AtPromotion = then,
        Detectors = ErrorWatch.OfClasses([0], [DateTimeOffset.UnixEpoch]),
    };
}
