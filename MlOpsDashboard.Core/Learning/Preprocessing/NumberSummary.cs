namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>What a column of numbers is like, its missing values left out.</summary>
/// <param name="Present">The number of known values; with 0 the rest is 0.</param>
/// <param name="Missing">The number of missing values.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The population standard deviation.</param>
/// <param name="Median">The median; of two middle values their mean.</param>
internal sealed record NumberSummary(int Present, int Missing, double Min, double Max, double Mean, double Deviation, double Median)
{
    /// <summary>Looks at the values of a column.</summary>
    /// <param name="values">The values; NaN is missing.</param>
    public static NumberSummary Of(ReadOnlySpan<double> values)
    {
        double[] known = new double[values.Length];
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                known[count++] = value;
            }
        }

        if (count == 0)
        {
            return new NumberSummary(0, values.Length, 0, 0, 0, 0, 0);
        }

        Array.Sort(known, 0, count);
        ReadOnlySpan<double> sorted = known.AsSpan(0, count);
        double sum = 0;
        foreach (double value in sorted)
        {
            sum += value;
        }

        double mean = sum / count;
        double squares = 0;
        foreach (double value in sorted)
        {
            squares += (value - mean) * (value - mean);
        }

        double median = count % 2 == 1 ? sorted[count / 2] : (sorted[(count / 2) - 1] / 2) + (sorted[count / 2] / 2);
        return new NumberSummary(count, values.Length - count, sorted[0], sorted[^1], mean, Math.Sqrt(squares / count), median);
    }
}
