namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Numbers that lie close together but far from 0, such as times in Unix seconds: models read 32-bit floats, which take some of them for one.
/// Counted from a number among them they can be told apart.
/// </summary>
internal static class NumberShift
{
    // Half of the values must lie so near to the middle, in parts of it: else little is won by counting from there.
    private const double Nearness = 1.0 / 16;
    private const int Sampled = 255;

    // So few fractions lost are chance, as among many measurements with all the digits of a double, and cost no model anything.
    private const double FewLost = 0.01;

    /// <summary>What the numbers of a column are to be counted from; null where floats tell them apart as well as they are.</summary>
    /// <param name="column">The column.</param>
    public static double? Of(NumericColumn column) => column.KeepsDoubles ? Of(column.Doubles) : null;

    /// <summary>What numbers are to be counted from; null where floats tell them apart as well as they are.</summary>
    /// <param name="values">The numbers; NaN is missing.</param>
    public static double? Of(ReadOnlySpan<double> values) => AreFarFromZero(values) ? OfSorted(Sorted(values)) : null;

    /// <summary>Two numbers that floats take for one even so, where that may matter; null where there are none.</summary>
    /// <param name="values">The numbers; NaN is missing.</param>
    public static (double First, double Second)? Lost(ReadOnlySpan<double> values)
    {
        if (!values.ContainsAnyExceptFloats())
        {
            return null;
        }

        double[] sorted = Sorted(values);
        double offset = AreFarFromZero(values) ? OfSorted(sorted) ?? 0 : 0;
        (double, double)? first = null;
        int distinct = sorted.Length == 0 ? 0 : 1;
        int lost = 0;
        bool whole = true;
        for (int i = 1; i < sorted.Length; i++)
        {
            whole &= double.IsInteger(sorted[i]);
            if (sorted[i] == sorted[i - 1])
            {
                continue;
            }

            distinct++;
            if ((float)(sorted[i] - offset) == (float)(sorted[i - 1] - offset))
            {
                lost++;
                first ??= (sorted[i - 1], sorted[i]);
            }
        }

        return whole || lost > FewLost * distinct ? first : null;
    }

    private static bool ContainsAnyExceptFloats(this ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!NumericColumn.FitsFloat(value))
            {
                return true;
            }
        }

        return false;
    }

    // Cheap, so that the sorting is spared for the many columns that have nothing to win.
    private static bool AreFarFromZero(ReadOnlySpan<double> values)
    {
        double middle = MiddleOfSome(values);
        double reach = Math.Abs(middle) * Nearness;
        int present = 0;
        int near = 0;
        foreach (double value in values)
        {
            present += double.IsNaN(value) ? 0 : 1;
            near += Math.Abs(value - middle) < reach ? 1 : 0;
        }

        return near > present / 2;
    }

    // Drawn and not taken at even steps: what comes back in every third row must not be all that is seen.
    private static double MiddleOfSome(ReadOnlySpan<double> values)
    {
        var some = new List<double>(Sampled);
        var random = new Random(Sampled);
        for (int i = 0; i < Math.Min(Sampled, values.Length); i++)
        {
            double value = values[values.Length <= Sampled ? i : random.Next(values.Length)];
            if (!double.IsNaN(value))
            {
                some.Add(value);
            }
        }

        some.Sort();
        return some.Count == 0 ? 0 : some[some.Count / 2];
    }

    // The offset is one of the values, so that whole numbers stay whole. Rounding keeps the order: equal floats are neighbours.
    private static double? OfSorted(double[] sorted)
    {
        double offset = sorted[sorted.Length / 2];
        int plain = 0;
        int shifted = 0;
        for (int i = 1; i < sorted.Length; i++)
        {
            plain += (float)sorted[i] != (float)sorted[i - 1] ? 1 : 0;
            shifted += (float)(sorted[i] - offset) != (float)(sorted[i - 1] - offset) ? 1 : 0;
        }

        return shifted > plain ? offset : null;
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] known = new double[values.Length];
        int count = 0;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                known[count++] = value;
            }
        }

        Array.Resize(ref known, count);
        Array.Sort(known);
        return known;
    }
}
