using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>How well one feature alone tells the target, from about 0 to 1. Rows where either is missing are left out.</summary>
internal static class Association
{
    // A level needs rows enough that it cannot tell the target by chance.
    private const int RowsPerLevel = 20;

    /// <summary>Of a feature with a quantity: R² of a line or of ranks for numbers, the share of variance between groups (η²) for words.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="target">The quantity, row by row.</param>
    internal static (double Strength, string Measure) WithQuantity(Column feature, double[] target)
    {
        if (feature is CodedColumn coded)
        {
            return (coded.Dictionary.Count * RowsPerLevel > target.Length ? 0 : BetweenGroups(coded.Codes, coded.Dictionary.Count, target), "η²");
        }

        double[] numbers = Levels.Numbers(feature);
        var x = new List<double>();
        var y = new List<double>();
        for (int row = 0; row < numbers.Length; row++)
        {
            if (!double.IsNaN(numbers[row]) && !double.IsNaN(target[row]))
            {
                x.Add(numbers[row]);
                y.Add(target[row]);
            }
        }

        double line = SquaredCorrelation([.. x], [.. y]);
        return line >= 0.5 ? (Math.Max(line, SquaredCorrelation(Ranks([.. x]), Ranks([.. y]))), "R²") : (line, "R²");
    }

    /// <summary>Of a feature with classes: ROC AUC for numbers and two classes, else the share of the classes' entropy that it takes away (Theil's U).</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="classes">The class of each row, −1 where missing.</param>
    internal static (double Strength, string Measure) WithClasses(Column feature, int[] classes)
    {
        if (feature is not CodedColumn && classes.Where(one => one >= 0).Distinct().Count() == 2)
        {
            return (AreaUnderCurve(Levels.Numbers(feature), classes), "ROC AUC");
        }

        int[] levels = Levels.Binned(feature);
        return (levels.Distinct().Count() * RowsPerLevel > levels.Length ? 0 : TheilsU(levels, classes), "Theil's U");
    }

    private static double AreaUnderCurve(double[] values, int[] classes)
    {
        int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => !double.IsNaN(values[row]) && classes[row] >= 0)];
        int positive = classes.Max();
        double[] ranks = Ranks([.. rows.Select(row => values[row])]);
        double count = 0;
        double sum = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (classes[rows[i]] == positive)
            {
                count++;
                sum += ranks[i];
            }
        }

        double others = rows.Length - count;
        if (count == 0 || others == 0)
        {
            return 0;
        }

        double area = (sum - (count * (count + 1) / 2)) / (count * others);
        return Math.Max(area, 1 - area);
    }

    private static double TheilsU(int[] levels, int[] classes)
    {
        var joint = new Dictionary<(int, int), int>();
        var byLevel = new Dictionary<int, int>();
        var byClass = new Dictionary<int, int>();
        for (int row = 0; row < levels.Length; row++)
        {
            if (levels[row] >= 0 && classes[row] >= 0)
            {
                Count(joint, (levels[row], classes[row]));
                Count(byLevel, levels[row]);
                Count(byClass, classes[row]);
            }
        }

        double classEntropy = Entropy(byClass.Values);
        return classEntropy == 0 ? 0 : (classEntropy - (Entropy(joint.Values) - Entropy(byLevel.Values))) / classEntropy;
    }

    private static void Count<T>(Dictionary<T, int> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static double Entropy(IReadOnlyCollection<int> counts)
    {
        double total = counts.Sum();
        return -counts.Sum(count => count / total * Math.Log(count / total));
    }

    private static double BetweenGroups(ReadOnlySpan<int> codes, int groups, double[] target)
    {
        // From the mean, so that squares of numbers far from 0 do not swallow their differences.
        double middle = target.Where(value => !double.IsNaN(value)).DefaultIfEmpty().Average();
        var sums = new double[groups];
        var counts = new long[groups];
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0 && !double.IsNaN(target[row]))
            {
                double value = target[row] - middle;
                sums[codes[row]] += value;
                counts[codes[row]]++;
                sum += value;
                squares += value * value;
                count++;
            }
        }

        double all = squares - (sum * sum / count);
        double between = sums.Zip(counts).Where(group => group.Second > 0).Sum(group => group.First * group.First / group.Second) - (sum * sum / count);
        return count < 2 || all <= 0 ? 0 : between / all;
    }

    private static double SquaredCorrelation(double[] x, double[] y)
    {
        if (x.Length < RowsPerLevel)
        {
            return 0;
        }

        double meanX = x.Average();
        double meanY = y.Average();
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        return xx == 0 || yy == 0 ? 0 : xy * xy / (xx * yy);
    }

    // Equal values share the mean of their places.
    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        double[] sorted = [.. values];
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (int from = 0; from < sorted.Length;)
        {
            int to = from;
            while (to < sorted.Length && sorted[to] == sorted[from])
            {
                to++;
            }

            for (int i = from; i < to; i++)
            {
                ranks[order[i]] = (from + to + 1) / 2.0;
            }

            from = to;
        }

        return ranks;
    }
}
