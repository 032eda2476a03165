using MathNet.Numerics.Distributions;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// What nested validation found: the plan's metric of the winner of each outer fold on rows that nothing of its search had seen. Unlike the
/// figure of the best trial, which is the best of many and so too good, it is an honest estimate of the whole search.
/// </summary>
/// <param name="Values">The metric in each fold.</param>
/// <param name="Learners">The learner that won in each fold.</param>
/// <param name="TestShare">Test rows for each row that was learnt from.</param>
public sealed record NestedScore(IReadOnlyList<double> Values, IReadOnlyList<string> Learners, double TestShare)
{
    /// <summary>The mean over the folds.</summary>
    public double Mean => Values.Average();

    /// <summary>The standard deviation over the folds.</summary>
    public double Deviation => Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Values.Count - 1));

    /// <summary>
    /// The 95 % interval of the mean, by Student's t. The folds share rows that they learn from, so the variance of the mean is raised from
    /// 1/k to 1/k + test rows for each training row (Nadeau and Bengio 2003).
    /// </summary>
    public (double Low, double High) Interval
    {
        get
        {
            double half = StudentT.InvCDF(0, 1, Values.Count - 1, 0.975) * Deviation * Math.Sqrt((1.0 / Values.Count) + TestShare);
            return (Mean - half, Mean + half);
        }
    }
}
