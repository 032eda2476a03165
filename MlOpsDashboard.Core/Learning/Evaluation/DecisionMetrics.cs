namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Metrics that judge the class that is said.</summary>
internal static class DecisionMetrics
{
    /// <summary>The share of right answers.</summary>
    public static double Accuracy(ScoredRows rows)
    {
        int[] decisions = rows.Decisions();
        int right = 0;
        for (int row = 0; row < decisions.Length; row++)
        {
            right += decisions[row] == (int)rows.Target[row] ? 1 : 0;
        }

        return (double)right / rows.Rows;
    }

    /// <summary>The mean over the classes of the share of their rows that was found.</summary>
    public static double BalancedAccuracy(ScoredRows rows)
    {
        int[][] confusion = rows.Confusion();
        double[] recalls =
        [
            .. confusion
                .Select((row, index) => (Right: row[index], All: row.Sum()))
                .Where(counts => counts.All > 0)
                .Select(counts => (double)counts.Right / counts.All),
        ];
        return recalls.Average();
    }

    /// <summary>The harmonic mean of precision and recall of the positive class; for several classes the mean over those that occur.</summary>
    public static double F1(ScoredRows rows)
    {
        int[][] confusion = rows.Confusion();
        if (rows.Task == TaskKind.Binary)
        {
            return F1(confusion, 1) ?? 0;
        }

        double[] values = [.. Enumerable.Range(0, confusion.Length).Select(index => F1(confusion, index)).OfType<double>()];
        return values.Average();
    }

    /// <summary>The correlation of truth and answer (Gorodkin 2004 for several classes); 0 when one of them is constant.</summary>
    public static double MatthewsCorrelation(ScoredRows rows)
    {
        int[][] confusion = rows.Confusion();
        double all = rows.Rows;
        double right = 0;
        double cross = 0;
        double trueSquares = 0;
        double saidSquares = 0;
        for (int index = 0; index < confusion.Length; index++)
        {
            double isTrue = confusion[index].Sum();
            double said = confusion.Sum(row => (double)row[index]);
            right += confusion[index][index];
            cross += isTrue * said;
            trueSquares += isTrue * isTrue;
            saidSquares += said * said;
        }

        double spread = Math.Sqrt((all * all) - trueSquares) * Math.Sqrt((all * all) - saidSquares);
        return spread == 0 ? 0 : ((right * all) - cross) / spread;
    }

    /// <summary>Agreement beyond chance (Cohen 1960); 0 when truth and answer are the same constant.</summary>
    public static double Kappa(ScoredRows rows)
    {
        int[][] confusion = rows.Confusion();
        double all = rows.Rows;
        double agreed = Enumerable.Range(0, confusion.Length).Sum(index => confusion[index][index]) / all;
        double byChance = Enumerable.Range(0, confusion.Length)
            .Sum(index => confusion[index].Sum() / all * (confusion.Sum(row => (double)row[index]) / all));
        return byChance >= 1 ? 0 : (agreed - byChance) / (1 - byChance);
    }

    // Null when the class neither occurs nor is said.
    private static double? F1(int[][] confusion, int index)
    {
        int right = confusion[index][index];
        int isTrue = confusion[index].Sum();
        int said = confusion.Sum(row => row[index]);
        return isTrue + said == 0 ? null : 2.0 * right / (isTrue + said);
    }
}
