namespace MlOpsDashboard.Tests.Support;

/// <summary>The figures of two classes from their definitions, row by row and pair by pair, for tests to compare with.</summary>
/// <param name="IsPositive">Whether each row is of the positive class.</param>
/// <param name="Scores">The probability of it.</param>
/// <param name="Said">Whether it was said.</param>
internal sealed record BinaryFigures(bool[] IsPositive, double[] Scores, bool[] Said)
{
    private double Hits => Count((positive, said) => positive && said);

    private double Misses => Count((positive, said) => positive && !said);

    private double FalseHits => Count((positive, said) => !positive && said);

    private double Rest => Count((positive, said) => !positive && !said);

    public double Precision => Hits / (Hits + FalseHits);

    public double Recall => Hits / (Hits + Misses);

    public double F1 => 2 * Precision * Recall / (Precision + Recall);

    public double MatthewsCorrelation =>
        ((Hits * Rest) - (FalseHits * Misses)) / Math.Sqrt((Hits + FalseHits) * (Hits + Misses) * (Rest + FalseHits) * (Rest + Misses));

    /// <summary>The share of pairs of a positive and a negative row that are in the right order.</summary>
    public double RocAuc
    {
        get
        {
            double[] up = [.. Scores.Where((_, row) => IsPositive[row])];
            double[] down = [.. Scores.Where((_, row) => !IsPositive[row])];
            return up.Sum(score => down.Sum(other => score > other ? 1 : score == other ? 0.5 : 0)) / up.Length / down.Length;
        }
    }

    /// <summary>The mean over positive rows of the precision among all rows with at least their score.</summary>
    public double PrAuc => Scores.Where((_, row) => IsPositive[row]).Average(least =>
        Scores.Where((score, row) => score >= least && IsPositive[row]).Count() / (double)Scores.Count(score => score >= least));

    private double Count(Func<bool, bool, bool> counts) => IsPositive.Where((positive, row) => counts(positive, Said[row])).Count();
}
