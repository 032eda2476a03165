using MlOpsDashboard.Core.Monitoring.Exposition;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.Exposition;

public sealed class SeriesCacheTests
{
    private readonly SeriesCache _cache = new();

    [Fact]
    public void Equal_tags_find_the_series_whatever_objects_they_are()
    {
        KeyValuePair<string, object?>[] tags = [new("route", "/api/predict"), new("status", 200), new("error", null)];
        var series = new Series(LabelSet.From(tags), []);
        _cache.Remember(tags, series);

        Assert.Same(series, _cache.Find([new("route", string.Concat("/api", "/predict")), new("status", (object)200), new("error", null)]));
    }

    [Fact]
    public void Other_tags_find_nothing()
    {
        KeyValuePair<string, object?>[] tags = [new("route", "a"), new("status", 200)];
        _cache.Remember(tags, new Series(LabelSet.From(tags), []));

        Assert.Null(_cache.Find([new("route", "b"), new("status", 200)]));
        Assert.Null(_cache.Find([new("route", "a"), new("status", 404)]));
        Assert.Null(_cache.Find([new("round", "a"), new("status", 200)]));
        Assert.Null(_cache.Find([new("route", "a")]));
        Assert.Null(_cache.Find([]));
    }

    [Fact]
    public void It_holds_no_more_than_a_family_and_forgets_when_told_to()
    {
        for (int i = 0; i < MetricFamily.MostSeries + 10; i++)
        {
            KeyValuePair<string, object?>[] tags = [new("n", i)];
            _cache.Remember(tags, new Series(LabelSet.From(tags), []));
        }

        Assert.NotNull(_cache.Find([new("n", 0)]));
        Assert.Null(_cache.Find([new("n", MetricFamily.MostSeries + 5)]));

        _cache.Clear();
        Assert.Null(_cache.Find([new("n", 0)]));
    }
}
