using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Turns a column into levels 0, 1, … with −1 for missing.</summary>
internal static class Levels
{
    private const int Bins = 50;

    /// <summary>One level a value.</summary>
    /// <param name="column">Words, or numbers with few different values.</param>
    internal static int[] Codes(Column column)
    {
        if (column is CodedColumn coded)
        {
            return coded.Codes.ToArray();
        }

        var levels = new Dictionary<double, int>();
        double[] values = Numbers(column);
        return [.. values.Select(value => double.IsNaN(value) ? -1 : levels.TryAdd(value, levels.Count) ? levels.Count - 1 : levels[value])];
    }

    /// <summary>Bins of about as many rows each for numbers; words as they are.</summary>
    /// <param name="column">Any column.</param>
    internal static int[] Binned(Column column)
    {
        if (column is CodedColumn coded)
        {
            return coded.Codes.ToArray();
        }

        double[] values = Numbers(column);
        double[] sorted = [.. values.Where(value => !double.IsNaN(value))];
        if (sorted.Length == 0)
        {
            return [.. values.Select(_ => -1)];
        }

        Array.Sort(sorted);
        double[] borders = [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[(int)((long)i * sorted.Length / Bins)]).Distinct()];
        return [.. values.Select(value => double.IsNaN(value) ? -1 : Bin(borders, value))];
    }

    /// <summary>The values of a column of numbers or dates.</summary>
    /// <param name="column">A column of numbers or dates.</param>
    internal static double[] Numbers(Column column)
    {
        if (column is DateTimeColumn dates)
        {
            return dates.Seconds.ToArray();
        }

        return ((NumericColumn)column).ToDoubles();
    }

    private static int Bin(double[] borders, double value)
    {
        int found = Array.BinarySearch(borders, value);
        return found >= 0 ? found + 1 : ~found;
    }
}
