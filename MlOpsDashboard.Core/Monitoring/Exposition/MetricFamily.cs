using System.Collections.Concurrent;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>All series of one name.</summary>
internal sealed class MetricFamily(string name, string unit, string help, MetricKind kind, double[] bounds)
{
    /// <summary>The most series that a family may have; what comes later is gathered in one with the value <c>other</c>.</summary>
    public const int MostSeries = 1000;

    private readonly ConcurrentDictionary<LabelSet, Series> _series = new();
    private readonly SeriesCache _byTags = new();

    /// <summary>The name, with its unit and without <c>_total</c>.</summary>
    public string Name => name;

    /// <summary>The unit's word, or an empty text.</summary>
    public string Unit => unit;

    /// <summary>What it measures, in a sentence.</summary>
    public string Help => help;

    /// <summary>What the numbers mean.</summary>
    public MetricKind Kind => kind;

    /// <summary>The upper bounds of a histogram's buckets, without infinity.</summary>
    public IReadOnlyList<double> Bounds => bounds;

    /// <summary>The series, in the order of their labels, so that two readings compare line by line.</summary>
    public IReadOnlyList<Series> All() =>
        [.. _series.Values.OrderBy(series => string.Join('\n', series.Labels.Labels.Select(label => label.Value)), StringComparer.Ordinal)];

    /// <summary>The series of a measurement's tags; made when it is new and there is room.</summary>
    /// <param name="tags">The tags.</param>
    public Series For(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_byTags.Find(tags) is { } known)
        {
            return known;
        }

        Series series = For(LabelSet.From(tags));
        _byTags.Remember(tags, series);
        return series;
    }

    /// <summary>The series of a set of labels; made when it is new and there is room.</summary>
    /// <param name="labels">The labels.</param>
    public Series For(LabelSet labels)
    {
        if (_series.TryGetValue(labels, out Series? series))
        {
            return series;
        }

        LabelSet key = _series.Count < MostSeries ? labels : labels.Overflow();
        return _series.GetOrAdd(key, static (set, limits) => new Series(set, limits), bounds);
    }

    /// <summary>Forgets the series of a gauge whose source no longer reports them.</summary>
    /// <param name="reported">What was reported in the latest round.</param>
    public void KeepOnly(IReadOnlySet<LabelSet> reported)
    {
        foreach (LabelSet labels in _series.Keys)
        {
            if (!reported.Contains(labels) && _series.TryRemove(labels, out _))
            {
                _byTags.Clear();
            }
        }
    }
}
