using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Monitoring.Shares;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Statistics.Sketches;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.Shares;

public sealed class ShareCountTests
{
    private static readonly DateTimeOffset s_from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<int, double> s_halves = new() { [1] = 0.5, [2] = 0.5 };

    [Theory]
    [InlineData(500, 500, ShareVerdict.Fits)]
    [InlineData(530, 470, ShareVerdict.Fits)]
    [InlineData(552, 448, ShareVerdict.Fits)]
    [InlineData(553, 447, ShareVerdict.Differs)]
    [InlineData(4, 4, ShareVerdict.TooFew)]
    [InlineData(10, 0, ShareVerdict.Fits)]
    [InlineData(12, 0, ShareVerdict.Differs)]
    public void A_split_differs_when_chance_does_not_explain_it(long one, long two, ShareVerdict verdict)
    {
        // The limit for 1,000 requests in halves: chi-square 10.8276 at p = 0.001, that is 52.03 requests off 500. With 10
        // requests, 10 : 0 has chi-square 10 and p = 0.0016; with 12, 12 and 0.0005.
        ModelShares shares = Count([Period(0, 60, s_halves)], (30, 1, "production", one), (30, 2, "production", two));

        Assert.Equal(verdict, shares.Verdict);
        Assert.Equal([0.5, 0.5], shares.Versions.Select(version => version.ConfiguredShare));
        Assert.Equal((double)one / (one + two), shares.Versions[1].ObservedShare!.Value, 12);
    }

    [Fact]
    public void Traffic_before_a_promotion_is_no_difference()
    {
        ModelShares shares = Count(
            [Period(0, 30.5, Only(1)), Period(30.5, 60, Only(2))],
            (10, 1, "production", 300),
            (30, 1, "production", 20),
            (30, 2, "production", 10),
            (40, 2, "production", 100));

        Assert.Equal(ShareVerdict.Fits, shares.Verdict);
        Assert.Equal((400L, 30L, 0L), (shares.Requests, shares.TransitionRequests, shares.UnplannedRequests));
        Assert.Equal([(2, 0.25, 0.25), (1, 0.75, 0.75)], shares.Versions.Select(v => (v.ModelVersion, v.ConfiguredShare, v.ObservedShare!.Value)));
        Assert.Null(shares.PValue);
    }

    [Fact]
    public void A_version_that_was_to_get_nothing_is_told()
    {
        ModelShares shares = Count([Period(0, 60, Only(2))], (10, 2, "production", 1000), (40, 1, "production", 3));

        Assert.Equal((ShareVerdict.Differs, 3L), (shares.Verdict, shares.UnplannedRequests));
    }

    [Fact]
    public void Requests_that_name_their_version_stand_apart()
    {
        ModelShares shares = Count([Period(0, 60, Only(2))], (10, 2, "production", 10), (20, 1, "pinned", 7), (21, 1, "pinned", 1));

        Assert.Equal(ShareVerdict.Fits, shares.Verdict);
        Assert.Equal(10, shares.Requests);
        Assert.Equal([new PinnedTraffic(1, 8)], shares.Pinned);
    }

    [Fact]
    public void Each_period_is_held_against_its_own_plan()
    {
        // 10 : 90, then 50 : 50. Added up 600 : 1,400 would look like neither.
        ModelShares shares = Count(
            [Period(0, 30, new() { [1] = 0.9, [2] = 0.1 }), Period(30, 60, s_halves)],
            (10, 1, "production", 905),
            (10, 2, "production", 95),
            (40, 1, "production", 490),
            (40, 2, "production", 510));

        // 25/900 + 25/100 + 100/500 + 100/500
        Assert.Equal(0.6777777777777778, shares.ChiSquare!.Value, 12);
        Assert.Equal((2, ShareVerdict.Fits), (shares.DegreesOfFreedom, shares.Verdict));
        Assert.Equal(0.7, shares.Versions[1].ConfiguredShare, 12);
    }

    [Fact]
    public void Without_traffic_the_plan_is_shown_over_time()
    {
        ModelShares shares = Count([Period(0, 15, Only(1)), Period(15, 60, Only(2))]);

        Assert.Equal(ShareVerdict.Idle, shares.Verdict);
        Assert.Equal([(2, 0.75), (1, 0.25)], shares.Versions.Select(v => (v.ModelVersion, v.ConfiguredShare)));
        Assert.All(shares.Versions, version => Assert.Null(version.ObservedShare));
    }

    [Fact]
    public void Time_without_a_plan_does_not_count()
    {
        // The first promotion 3 seconds ago, seen over an hour.
        ModelShares shares = Count([Period(0, 59.95, []), Period(59.95, 60, Only(4))]);

        Assert.Equal([(4, 1.0)], shares.Versions.Select(v => (v.ModelVersion, v.ConfiguredShare)));
    }

    [Fact]
    public void Requests_without_a_plan_do_not_thin_the_plan()
    {
        ModelShares shares = Count(
            [Period(0, 30, []), Period(30, 60, s_halves)], (10, 1, "production", 100), (40, 1, "production", 10), (40, 2, "production", 10));

        Assert.Equal([0.5, 0.5], shares.Versions.Select(version => version.ConfiguredShare));
        Assert.Equal([(10.0, 10L), (10.0, 110L)], shares.Versions.Select(version => (version.ExpectedRequests, version.Requests)));
        Assert.Equal(100, shares.UnplannedRequests);
    }

    [Fact]
    public void Plan_is_shown_over_its_time_when_all_requests_came_without_one()
    {
        ModelShares shares = Count([Period(0, 30, []), Period(30, 45, Only(2)), Period(45, 60, Only(1))], (10, 2, "production", 100));

        Assert.Equal([(2, 0.5, 0.0), (1, 0.5, 0.0)], shares.Versions.Select(v => (v.ModelVersion, v.ConfiguredShare, v.ExpectedRequests)));
    }

    [Fact]
    public void No_request_is_lost_and_none_is_counted_twice()
    {
        var law = Prop.ForAll(Gen.ListOf(Gen.Choose(0, 1_000_000)).ToArbitrary(), Gen.Choose(1, 59).ToArbitrary(), AddsUp);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(42, 1), law);
    }

    private static bool AddsUp(IEnumerable<int> traffic, int at)
    {
        (int, int, string, long)[] rows =
            [.. traffic.Select(one => (one % 60, 1 + (one / 60 % 3), one % 5 == 0 ? "pinned" : "production", (long)(one % 97)))];
        ModelShares shares = Count([Period(0, at, Only(1)), Period(at, 60, s_halves)], rows);

        return shares.Requests == shares.Versions.Sum(version => version.Requests)
            && shares.Requests + shares.TransitionRequests + shares.Pinned.Sum(one => one.Requests) == rows.Sum(row => row.Item4)
            && Math.Abs(shares.Versions.Sum(version => version.ExpectedRequests) - shares.Requests) < 1e-6;
    }

    private static ModelShares Count(SharePeriod[] periods, params (int Minute, int Version, string Route, long Requests)[] traffic) => ShareCount.Of(
        "churn",
        TrafficReport.Build(s_from, s_from.AddHours(1), TimeSpan.FromMinutes(1), traffic.Select(row => (
            s_from.AddMinutes(row.Minute),
            new TrafficSlice(new TrafficKey("churn", row.Version, row.Route), row.Requests, 2, 1, 0, new DurationHistogram())))),
        periods);

    private static SharePeriod Period(double from, double to, Dictionary<int, double> shares) => new(s_from.AddMinutes(from), s_from.AddMinutes(to), shares);

    private static Dictionary<int, double> Only(int version) => new() { [version] = 1 };
}
