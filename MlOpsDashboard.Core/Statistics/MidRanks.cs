namespace MlOpsDashboard.Core.Statistics;

/// <summary>Ranks from 1 upwards in which equal values share the mean of their places. Their halves add up without rounding.</summary>
internal static class MidRanks
{
    /// <summary>The rank of each value.</summary>
    /// <param name="values">Numbers; not changed.</param>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        double[] ranks = new double[sorted.Length];
        for (int begin = 0; begin < sorted.Length;)
        {
            int end = begin + 1;
            while (end < sorted.Length && sorted[end] == sorted[begin])
            {
                end++;
            }

            for (int i = begin; i < end; i++)
            {
                ranks[order[i]] = (begin + end + 1) / 2.0;
            }

            begin = end;
        }

        return ranks;
    }
}
