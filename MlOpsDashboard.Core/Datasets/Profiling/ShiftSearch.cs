using MlOpsDashboard.Core.Statistics.Distances;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Measures how far the values of each column shifted between two tables.</summary>
internal static class ShiftSearch
{
    private const int Bins = 10;
    private const int MostWords = 200;

    /// <summary>The shifts, the largest first.</summary>
    /// <param name="before">Columns of the same names and types as <paramref name="after"/>.</param>
    /// <param name="after">The table after.</param>
    internal static IReadOnlyList<ColumnShift> Of(DataTable before, DataTable after) =>
    [
        .. before.Columns.Select(column => Of(column, after.Find(column.Name)!)).OrderByDescending(shift => shift.Psi),
    ];

    private static ColumnShift Of(Column before, Column after)
    {
        if (before is CodedColumn oldWords)
        {
            (long[] old, long[] young) = CountWords(oldWords, (CodedColumn)after);
            return Make(before, old, young, null, null);
        }

        double[] oldNumbers = Levels.Numbers(before);
        double[] youngNumbers = Levels.Numbers(after);
        double[] borders = Borders(oldNumbers, youngNumbers);
        return Make(before, CountNumbers(oldNumbers, borders), CountNumbers(youngNumbers, borders), Describe(oldNumbers), Describe(youngNumbers));
    }

    // The first bin holds the missing rows.
    private static ColumnShift Make(Column column, long[] old, long[] young, Moments? before, Moments? after) => new(
        column.Name,
        column.Type,
        Share(old),
        Share(young),
        Value(before, before?.Mean),
        Value(after, after?.Mean),
        Value(before, before?.StandardDeviation),
        Value(after, after?.StandardDeviation),
        PopulationStability.Of(old, young),
        JensenShannon.Of(old, young));

    private static double? Value(Moments? moments, double? value) => moments is { Count: > 0 } ? value : null;

    private static double Share(long[] counts) => counts.Sum() == 0 ? 0 : counts[0] / (double)counts.Sum();

    private static Moments Describe(double[] values)
    {
        var moments = new Moments();
        foreach (double value in values.Where(double.IsFinite))
        {
            moments.Add(value);
        }

        return moments;
    }

    private static double[] Borders(double[] before, double[] after)
    {
        double[] sorted = [.. before.Where(double.IsFinite)];
        if (sorted.Length == 0)
        {
            sorted = [.. after.Where(double.IsFinite)];
        }

        Array.Sort(sorted);
        return sorted.Length == 0 ? [] : [.. Enumerable.Range(1, Bins - 1).Select(i => QuantileLevels.At(sorted, i / (double)Bins)).Distinct()];
    }

    private static long[] CountNumbers(double[] values, double[] borders)
    {
        var counts = new long[borders.Length + 2];
        foreach (double value in values)
        {
            int found = double.IsNaN(value) ? -1 : Array.BinarySearch(borders, value);
            counts[double.IsNaN(value) ? 0 : 1 + (found >= 0 ? found : ~found)]++;
        }

        return counts;
    }

    // The most frequent words of both sides have a bin each, all others one together.
    private static (long[] Before, long[] After) CountWords(CodedColumn before, CodedColumn after)
    {
        Dictionary<string, long> old = Count(before);
        Dictionary<string, long> young = Count(after);
        string[] words = [.. old.Keys.Union(young.Keys, StringComparer.Ordinal)
            .OrderByDescending(word => old.GetValueOrDefault(word) + young.GetValueOrDefault(word)).ThenBy(word => word, StringComparer.Ordinal).Take(MostWords)];
        return (Bin(before, old, words), Bin(after, young, words));
    }

    private static long[] Bin(CodedColumn column, Dictionary<string, long> counts, string[] words)
    {
        long[] named = [.. words.Select(word => counts.GetValueOrDefault(word))];
        return [column.Length - counts.Values.Sum(), .. named, counts.Values.Sum() - named.Sum()];
    }

    private static Dictionary<string, long> Count(CodedColumn column)
    {
        var counts = new long[column.Dictionary.Count];
        foreach (int code in column.Codes)
        {
            if (code != CodedColumn.Missing)
            {
                counts[code]++;
            }
        }

        return column.Dictionary.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }
}
