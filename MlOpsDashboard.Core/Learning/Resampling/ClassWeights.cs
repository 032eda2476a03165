using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Resampling;

/// <summary>Weights by which all classes count the same in sum.</summary>
internal static class ClassWeights
{
    /// <summary>The rows' weights, times n/(K·n of the row's class); the data's own weights for regression.</summary>
    public static float[]? Balance(TrainingData data) => data.ClassCount < 2
        ? data.Weights
        : Balance(data.Weights, Array.ConvertAll(data.Target, value => (int)value), data.ClassCount);

    /// <summary>The rows' weights, times n/(K·n of the row's class); n counts weights, and K the classes that there are.</summary>
    /// <param name="own">The rows' own weights; null when all count alike.</param>
    /// <param name="codes">The rows' classes.</param>
    /// <param name="classes">How many classes there can be.</param>
    public static float[] Balance(float[]? own, int[] codes, int classes)
    {
        var sums = new double[classes];
        for (int i = 0; i < codes.Length; i++)
        {
            sums[codes[i]] += own?[i] ?? 1;
        }

        double total = sums.Sum();
        int present = sums.Count(sum => sum > 0);
        var weights = new float[codes.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)((own?[i] ?? 1) * total / (present * sums[codes[i]]));
        }

        return weights;
    }
}
