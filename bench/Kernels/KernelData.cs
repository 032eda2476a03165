using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.KernelBench;

/// <summary>Numbers with a known relation: the same on every machine.</summary>
internal static class KernelData
{
    /// <summary>Rows of independent numbers; the first two features decide the class, with noise.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="width">Features.</param>
    public static TrainingData Make(int rows, int width)
    {
        var random = new SeededRandom(7);
        float[][] columns = [.. Enumerable.Range(0, width).Select(_ => Column(rows, random))];
        float[] target = [.. columns[0].Zip(columns[1], (a, b) => a * b > random.NextNormal() / 2 ? 1f : 0f)];
        FeatureInfo[] features = [.. Enumerable.Range(0, width).Select(i => new FeatureInfo($"f{i}", $"f{i}", 0))];
        return new TrainingData { Features = new FeatureMatrix(features, columns, rows), Target = target, Task = TaskKind.Binary, ClassCount = 2 };
    }

    /// <summary>Rows as arrays.</summary>
    /// <param name="data">The rows.</param>
    public static float[][] Rows(TrainingData data)
    {
        var rows = new float[data.Rows][];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = new float[data.Features.Width];
            data.Features.CopyRow(row, rows[row]);
        }

        return rows;
    }

    private static float[] Column(int rows, SeededRandom random)
    {
        var column = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            column[row] = (float)random.NextNormal();
        }

        return column;
    }
}
