using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Resampling;

/// <summary>Weights by which all classes count the same in sum.</summary>
internal static class ClassWeights
{
    /// <summary>The rows' weights, times n/(K·n of the row's class); the data's own weights for regression.</summary>
    public static float[]? Balance(TrainingData data)
    {
        if (data.ClassCount < 2)
        {
            return data.Weights;
        }

        var sums = new double[data.ClassCount];
        for (int i = 0; i < data.Rows; i++)
        {
            sums[(int)data.Target[i]] += data.Weights?[i] ?? 1;
        }

        double total = sums.Sum();
        var weights = new float[data.Rows];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)((data.Weights?[i] ?? 1) * total / (data.ClassCount * sums[(int)data.Target[i]]));
        }

        return weights;
    }
}
