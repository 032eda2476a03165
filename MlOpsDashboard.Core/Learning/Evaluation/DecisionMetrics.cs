using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Metrics that judge the class that is said.</summary>
internal static class DecisionMetrics
{
    /// <summary>The share of right answers.</summary>
    public static double Accuracy(ScoredRows rows) => Accuracy(rows.Confusion());

    /// <summary>See <see cref="Accuracy(ScoredRows)"/>.</summary>
    public static double Accuracy(int[][] confusion) =>
        (double)Enumerable.Range(0, confusion.Length).Sum(index => confusion[index][index]) / confusion.Sum(row => row.Sum());

    /// <summary>The mean over the classes of the share of their rows that was found.</summary>
    public static double BalancedAccuracy(ScoredRows rows) => BalancedAccuracy(rows.Confusion());

    /// <summary>See <see cref="BalancedAccuracy(ScoredRows)"/>.</summary>
    public static double BalancedAccuracy(int[][] confusion) => confusion
        .Select((row, index) => (Right: row[index], All: row.Sum()))
        .Where(counts => counts.All > 0)
        .Average(counts => (double)counts.Right / counts.All);

    /// <summary>The harmonic mean of precision and recall of the positive class; for several classes <see cref="MacroF1(ScoredRows)"/>.</summary>
    public static double F1(ScoredRows rows) => F1(rows.Confusion(), rows.Task);

    /// <summary>See <see cref="F1(ScoredRows)"/>.</summary>
    public static double F1(int[][] confusion, TaskKind task) => task == TaskKind.Binary ? F1(confusion, 1) ?? 0 : MacroF1(confusion);

    /// <summary>The mean of F1 over the classes that occur or are said, each counting the same.</summary>
    public static double MacroF1(ScoredRows rows) => MacroF1(rows.Confusion());

    /// <summary>See <see cref="MacroF1(ScoredRows)"/>.</summary>
    public static double MacroF1(int[][] confusion) =>
        Enumerable.Range(0, confusion.Length).Select(index => F1(confusion, index)).OfType<double>().Average();

    /// <summary>F1 of the hits and misses of all classes together, each row counting the same; it equals accuracy where a row has one class.</summary>
    public static double MicroF1(ScoredRows rows) => MicroF1(rows.Confusion());

    /// <summary>See <see cref="MicroF1(ScoredRows)"/>.</summary>
    public static double MicroF1(int[][] confusion)
    {
        // A wrong answer is a miss of the true class and a false hit of the one that is said.
        int right = Enumerable.Range(0, confusion.Length).Sum(index => confusion[index][index]);
        int wrong = confusion.Sum(row => row.Sum()) - right;
        return 2.0 * right / ((2.0 * right) + wrong + wrong);
    }

    /// <summary>The correlation of truth and answer (Gorodkin 2004 for several classes); 0 when one of them is constant.</summary>
    public static double MatthewsCorrelation(ScoredRows rows) => MatthewsCorrelation(rows.Confusion());

    /// <summary>See <see cref="MatthewsCorrelation(ScoredRows)"/>.</summary>
    public static double MatthewsCorrelation(int[][] confusion)
    {
        double all = confusion.Sum(row => (double)row.Sum());
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
    public static double Kappa(ScoredRows rows) => Kappa(rows.Confusion());

    /// <summary>See <see cref="Kappa(ScoredRows)"/>.</summary>
    public static double Kappa(int[][] confusion)
    {
        double all = confusion.Sum(row => (double)row.Sum());
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
