using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Makes a profile of what a scan gathered.</summary>
internal static class Profiler
{
    private const int TopValues = 10;
    private const int HistogramWords = 20;
    private const int FewNumbers = 50;

    /// <summary>The profile of a scanned table.</summary>
    /// <param name="scan">A finished scan.</param>
    internal static DatasetProfile Profile(TableScan scan) => new(
        scan.Rows,
        scan.DuplicateRows,
        scan.DuplicateRowsIsEstimate,
        [.. scan.Columns.Select((column, index) => Profile(column, scan.Schema[index]))]);

    private static ColumnProfile Profile(ColumnScan scan, ColumnSchema schema)
    {
        var profile = new ColumnProfile(
            schema.Name,
            schema.Type,
            schema.Missing,
            scan.Markers.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            schema.Distinct,
            schema.DistinctIsEstimate);
        return schema.Type is ColumnType.Numeric or ColumnType.DateTime ? WithNumbers(profile, scan) : WithWords(profile, scan);
    }

    private static ColumnProfile WithNumbers(ColumnProfile profile, ColumnScan scan)
    {
        double[] sorted = scan.Values.Values.ToArray();
        Array.Sort(sorted);
        Moments moments = scan.Moments;
        return profile with
        {
            Min = moments.Min,
            Max = moments.Max,
            Mean = moments.Mean,
            Std = moments.StandardDeviation,
            Quantiles = QuantileLevels.Of(sorted),
            TopValues = !scan.WordsAreCut && profile.Distinct <= FewNumbers ? MostFrequent(scan.Words, TopValues) : null,
            Histogram = HistogramBins.Of(sorted, moments.Min, moments.Max, moments.Count),
            IsSampled = !scan.Values.IsComplete,
        };
    }

    private static ColumnProfile WithWords(ColumnProfile profile, ColumnScan scan)
    {
        if (scan.Present == 0)
        {
            return profile;
        }

        // Where nearly every value comes once, the most frequent ones tell nothing.
        bool allDiffer = profile.Distinct > 20 && profile.Distinct > scan.Present * 0.9;
        ValueCount[] words = MostFrequent(scan.Words, HistogramWords);
        return profile with
        {
            TopValues = allDiffer ? null : [.. words.Take(TopValues)],
            Histogram = new Histogram(
                [.. words.Select(word => word.Count)], null, [.. words.Select(word => word.Value)], scan.Present - words.Sum(word => word.Count)),
        };
    }

    /// <summary>The most frequent words, most frequent first, equally frequent ones in ordinal order.</summary>
    /// <param name="words">Counted words.</param>
    /// <param name="most">The most that are wanted.</param>
    internal static ValueCount[] MostFrequent(WordTable words, int most)
    {
        var order = new PriorityQueue<int, long>();
        for (int i = 0; i < words.Count; i++)
        {
            order.Enqueue(i, words.CountOf(i));

            // A few more than wanted, so that ties at the border do not depend on the order of rows more than they must.
            if (order.Count > most * 4)
            {
                order.Dequeue();
            }
        }

        return
        [
            .. order.UnorderedItems.Select(item => new ValueCount(Shorten(words.Text(item.Element)), item.Priority))
                .OrderByDescending(word => word.Count).ThenBy(word => word.Value, StringComparer.Ordinal).Take(most),
        ];
    }

    private static string Shorten(string word) => word.Length <= 100 ? word : word[..99] + "…";
}
