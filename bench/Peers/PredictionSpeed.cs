using System.Diagnostics;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Bench;

/// <summary>How fast a fitted model answers.</summary>
/// <param name="model">The model.</param>
/// <param name="rows">Rows to answer.</param>
internal sealed class PredictionSpeed(IFittedModel model, FeatureMatrix rows)
{
    private const int Passes = 7;

    /// <summary>The median time of a row that is asked for alone, in microseconds.</summary>
    public double SingleMicroseconds()
    {
        float[][] all = [.. Enumerable.Range(0, Math.Min(rows.Rows, 20_000)).Select(Row)];
        var outputs = new float[model.OutputCount];
        return 1e6 * Median(() =>
        {
            foreach (float[] row in all)
            {
                model.Predict(row, outputs);
            }
        }) / all.Length;
    }

    /// <summary>Rows a second of a batch.</summary>
    /// <param name="threads">Threads at once.</param>
    public double BatchRowsPerSecond(int threads)
    {
        // As many rows as a batch is worth having for.
        int[] many = [.. Enumerable.Range(0, Math.Max(rows.Rows, 200_000)).Select(i => i % rows.Rows)];
        FeatureMatrix batch = rows.Take(many);
        var outputs = new float[batch.Rows * model.OutputCount];
        return batch.Rows / Median(() => model.PredictBatch(batch, outputs, threads, CancellationToken.None));
    }

    private static double Median(Action action)
    {
        var seconds = new double[Passes];
        for (int i = 0; i < Passes; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[Passes / 2];
    }

    private float[] Row(int row)
    {
        var values = new float[rows.Width];
        rows.CopyRow(row, values);
        return values;
    }
}
