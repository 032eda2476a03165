using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Metrics that look at the order of the scores only. Several classes: the mean over one class against the rest.</summary>
internal static class RankMetrics
{
    /// <summary>The chance that a positive row has a higher score than a negative one, ties counted half: exact.</summary>
    public static double RocAuc(ScoredRows rows) => OverClasses(rows, RocAuc);

    /// <summary>The mean of precision over the steps of recall, as scikit-learn's average_precision_score.</summary>
    public static double AveragePrecision(ScoredRows rows) => OverClasses(rows, AveragePrecision);

    /// <summary>See <see cref="RocAuc(ScoredRows)"/>; NaN when a side is empty.</summary>
    public static double RocAuc(double[] scores, bool[] labels)
    {
        double area = 0;
        long positives = 0;
        long negatives = 0;
        foreach ((_, int up, int down) in Steps(scores, labels))
        {
            // Falling scores: each negative of the step lost to all the positives above and half of its own step's.
            area += down * (positives + (up / 2.0));
            positives += up;
            negatives += down;
        }

        return positives == 0 || negatives == 0 ? double.NaN : area / positives / negatives;
    }

    /// <summary>See <see cref="AveragePrecision(ScoredRows)"/>; NaN when there is no positive row.</summary>
    public static double AveragePrecision(double[] scores, bool[] labels)
    {
        double sum = 0;
        long positives = 0;
        long all = 0;
        foreach ((_, int up, int down) in Steps(scores, labels))
        {
            positives += up;
            all += up + down;
            sum += up * ((double)positives / all);
        }

        return positives == 0 ? double.NaN : sum / positives;
    }

    /// <summary>The distinct scores, falling, with the number of positive and negative rows of each.</summary>
    public static IEnumerable<(double Score, int Positives, int Negatives)> Steps(double[] scores, bool[] labels)
    {
        double[] keys = (double[])scores.Clone();
        bool[] items = (bool[])labels.Clone();
        Array.Sort(keys, items);
        int positives = 0;
        int negatives = 0;
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            positives += items[i] ? 1 : 0;
            negatives += items[i] ? 0 : 1;
            if (i == 0 || keys[i - 1] != keys[i])
            {
                yield return (keys[i], positives, negatives);
                (positives, negatives) = (0, 0);
            }
        }
    }

    private static double OverClasses(ScoredRows rows, Func<double[], bool[], double> metric)
    {
        if (rows.Task == TaskKind.Binary)
        {
            return metric(rows.ScoresOf(1), rows.LabelsOf(1));
        }

        double[] values =
        [
            .. Enumerable.Range(0, rows.OutputCount)
                .Select(index => metric(rows.ScoresOf(index), rows.LabelsOf(index)))
                .Where(value => !double.IsNaN(value)),
        ];
        return values.Length == 0 ? double.NaN : values.Average();
    }
}
