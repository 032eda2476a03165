namespace MlOpsDashboard.Core.Monitoring.Traffic;

/// <summary>The stored traffic of a range.</summary>
public sealed record TrafficReport
{
    /// <summary>The beginning, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The length of a stretch of the series.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>All traffic together, without model, version and route.</summary>
    public required VersionTraffic All { get; init; }

    /// <summary>By model, version and route.</summary>
    public required IReadOnlyList<VersionTraffic> Versions { get; init; }

    /// <summary>Adds slices up.</summary>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="step">The length of a stretch.</param>
    /// <param name="slices">The slices, each with the beginning of its stretch; none is changed.</param>
    internal static TrafficReport Build(
        DateTimeOffset from, DateTimeOffset to, TimeSpan step, IEnumerable<(DateTimeOffset At, TrafficSlice Slice)> slices)
    {
        List<(DateTimeOffset At, TrafficSlice Slice)> all = [.. slices];
        return new TrafficReport
        {
            From = from,
            To = to,
            Step = step,
            All = Sum(new TrafficKey("", 0, ""), all),
            Versions = [.. all.GroupBy(row => row.Slice.Key).OrderBy(group => group.Key.Model, StringComparer.Ordinal)
                .ThenByDescending(group => group.Key.Version).ThenBy(group => group.Key.Route, StringComparer.Ordinal)
                .Select(group => Sum(group.Key, group))],
        };
    }

    private static VersionTraffic Sum(TrafficKey key, IEnumerable<(DateTimeOffset At, TrafficSlice Slice)> slices)
    {
        TrafficSlice total = TrafficSlice.Empty(key);
        var buckets = new SortedDictionary<DateTimeOffset, TrafficSlice>();
        foreach ((DateTimeOffset at, TrafficSlice slice) in slices)
        {
            total = total.Plus(slice);
            buckets[at] = (buckets.GetValueOrDefault(at) ?? TrafficSlice.Empty(key)).Plus(slice);
        }

        return new VersionTraffic(TrafficPoint.Of(total), [.. buckets.Select(pair => new TrafficBucket(pair.Key, TrafficPoint.Of(pair.Value)))]);
    }
}
