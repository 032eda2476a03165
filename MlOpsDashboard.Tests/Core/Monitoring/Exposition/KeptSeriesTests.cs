using MlOpsDashboard.Core.Monitoring.Exposition;
using Prometheus;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.Exposition;

public sealed class KeptSeriesTests
{
    private readonly KeptSeries<Gauge.Child> _series;

    public KeptSeriesTests()
    {
        MetricFactory factory = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry());
        _series = new KeptSeries<Gauge.Child>(labels => factory.CreateGauge("seats", "", labels));
    }

    [Fact]
    public void Equal_tags_find_the_series_whatever_objects_they_are()
    {
        Gauge.Child series = _series.For([new("route", "/api/predict"), new("status", 200), new("error", null)]);

        Assert.Same(series, _series.For([new("route", string.Concat("/api", "/predict")), new("status", (object)200), new("error", null)]));
        Assert.Same(series, _series.For([new("status", 200), new("error", null), new("route", "/api/predict")]));
    }

    [Fact]
    public void Other_tags_find_another_series()
    {
        Gauge.Child[] all =
        [
            _series.For([new("route", "a"), new("status", 200)]),
            _series.For([new("route", "b"), new("status", 200)]),
            _series.For([new("route", "a"), new("status", 404)]),
            _series.For([new("round", "a"), new("status", 200)]),
            _series.For([new("route", "a")]),
            _series.For([]),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void What_comes_beyond_the_limit_shares_a_series_and_what_was_there_keeps_its_own()
    {
        Gauge.Child first = _series.For([new("n", 0)]);
        for (int i = 1; i < KeptSeries<Gauge.Child>.Most; i++)
        {
            Assert.NotSame(first, _series.For([new("n", i)]));
        }

        Assert.Same(_series.For([new("n", -1)]), _series.For([new("n", -2)]));
        Assert.Same(first, _series.For([new("n", 0)]));
    }

    [Fact]
    public void A_forgotten_series_makes_room_and_begins_anew()
    {
        SetBeyondTheLimit();
        _series.ForgetUnobserved();
        _series.Observed([new("n", 1)]);
        _series.ForgetUnobserved();

        Assert.Equal(7, _series.For([new("n", 1)]).Value);
        Assert.Equal(0, _series.For([new("n", 2)]).Value);
        Assert.Equal(0, _series.For([new("n", "other")]).Value);
        Assert.NotSame(_series.For([new("n", -1)]), _series.For([new("n", -2)]));
    }

    private void SetBeyondTheLimit()
    {
        for (int i = 0; i <= KeptSeries<Gauge.Child>.Most; i++)
        {
            _series.Observed([new("n", i)]).Set(7);
        }
    }
}
