namespace MlOpsDashboard.Bench;

/// <summary>Quality on the test rows.</summary>
internal static class Score
{
    /// <summary>The area under the ROC curve, ties counted half.</summary>
    public static double Auc(float[] outputs, float[] targets)
    {
        float[] scores = [.. Enumerable.Range(0, targets.Length).Select(row => outputs[(2 * row) + 1])];
        int[] order = [.. Enumerable.Range(0, targets.Length)];
        Array.Sort((float[])scores.Clone(), order);
        double rankSum = 0;
        double positives = 0;
        for (int i = 0; i < order.Length;)
        {
            int j = i;
            while (j < order.Length && scores[order[j]] == scores[order[i]])
            {
                j++;
            }

            double rank = ((i + j - 1) / 2.0) + 1;
            for (; i < j; i++)
            {
                if (targets[order[i]] > 0.5f)
                {
                    rankSum += rank;
                    positives++;
                }
            }
        }

        double negatives = targets.Length - positives;
        return (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }

    /// <summary>The root of the mean squared error.</summary>
    public static double Rmse(float[] outputs, float[] targets) =>
        Math.Sqrt(outputs.Zip(targets, (output, target) => ((double)output - target) * ((double)output - target)).Average());
}
