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

        Span<double> present = known.AsSpan(0, count);
        double sum = 0;
        foreach (double value in present)
        {
            sum += value;
        }

        double mean = sum / count;
        double squares = 0;
        double min = present[0];
        double max = present[0];
        foreach (double value in present)
        {
            squares += (value - mean) * (value - mean);
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        return new NumberSummary(count, values.Length - count, min, max, mean, Math.Sqrt(squares / count), MedianOf(present));
    }

    // Finds the middle without sorting the rest: a million values take a few milliseconds.
    private static double MedianOf(Span<double> values)
    {
        int middle = values.Length / 2;
        double upper = Select(values, middle);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        // What stands before the middle now is not larger: the other middle value is the largest of it.
        double lower = values[0];
        foreach (double value in values[..middle])
        {
            lower = Math.Max(lower, value);
        }

        return (lower / 2) + (upper / 2);
    }

    // Hoare's selection with the median of three as pivot; ends with the wanted value at its place in order.
    private static double Select(Span<double> values, int place)
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            double a = values[low];
            double b = values[low + ((high - low) / 2)];
            double c = values[high];
            double pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            int i = low;
            int j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (place <= j)
            {
                high = j;
            }
            else if (place >= i)
            {
                low = i;
            }
            else
            {
                return values[place];
            }
        }

        return values[place];
    }
}
