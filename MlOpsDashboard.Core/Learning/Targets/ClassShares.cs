using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Targets;

/// <summary>How frequent the classes are.</summary>
internal static class ClassShares
{
    /// <summary>The weighted share of each class, with a thousandth of a row of each added so that none is zero.</summary>
    /// <param name="data">Rows of a classification.</param>
    public static double[] Of(TrainingData data)
    {
        double[] shares = new double[data.ClassCount];
        Array.Fill(shares, 1e-3);
        for (int row = 0; row < data.Rows; row++)
        {
            shares[(int)data.Target[row]] += data.Weights?[row] ?? 1;
        }

        double total = shares.Sum();
        return Array.ConvertAll(shares, share => share / total);
    }
}
