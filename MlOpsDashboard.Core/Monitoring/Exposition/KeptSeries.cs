using System.Collections.Concurrent;
using System.Globalization;
using Prometheus;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>
/// The series of one name by the tags of their measurements as they came: to find one by its labels, which the package does,
/// makes an object and takes several times as long as to count. Safe for concurrent measurements.
/// </summary>
/// <param name="collector">The name's collector for some labels; the package keeps one for each set of labels.</param>
internal sealed class KeptSeries<TChild>(Func<string[], Collector<TChild>> collector) : IObservedSeries
    where TChild : ChildBase
{
    /// <summary>The most series that a name may have; what comes later is gathered in one with the value <c>other</c>.</summary>
    public const int Most = 1000;

    private readonly ConcurrentDictionary<Tag[], TChild> _series = new(TagComparer.Instance);
    private HashSet<TChild>? _observed;

    /// <summary>The series of a measurement's tags; made when it is new and there is room.</summary>
    /// <param name="tags">The tags.</param>
    public TChild For(ReadOnlySpan<Tag> tags) =>
        _series.GetAlternateLookup<ReadOnlySpan<Tag>>().TryGetValue(tags, out TChild? series) ? series : Make(tags);

    /// <summary>The same for an observable instrument: what it does not report in a round is forgotten.</summary>
    /// <param name="tags">The tags.</param>
    public TChild Observed(ReadOnlySpan<Tag> tags)
    {
        TChild series = For(tags);
        (_observed ??= []).Add(series);
        return series;
    }

    /// <inheritdoc/>
    public void ForgetUnobserved()
    {
        if (_observed is null)
        {
            return;
        }

        foreach ((Tag[] tags, TChild series) in _series)
        {
            if (!_observed.Contains(series) && _series.TryRemove(tags, out _))
            {
                series.Remove();
            }
        }

        _observed.Clear();
    }

    private TChild Make(ReadOnlySpan<Tag> tags)
    {
        Tag[] kept = tags.ToArray();
        if (_series.Count >= Most)
        {
            kept = Array.ConvertAll(kept, tag => new Tag(tag.Key, "other"));
        }

        // In one order, so that measurements with their tags in another are no second series.
        (string Name, string Value)[] labels =
            [.. kept.Select(tag => (MetricName.Legal(tag.Key), ValueOf(tag))).OrderBy(label => label.Item1, StringComparer.Ordinal)];
        return _series.GetOrAdd(kept, collector([.. labels.Select(label => label.Name)]).WithLabels([.. labels.Select(label => label.Value)]));
    }

    private static string ValueOf(Tag tag) => Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
}
