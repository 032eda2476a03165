using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>Encoded rows with their known answers.</summary>
public sealed class TrainingData
{
    /// <summary>The features.</summary>
    public required FeatureMatrix Features { get; init; }

    /// <summary>One value a row: the class index (0, 1, …) for classification, else the number to predict. Never NaN.</summary>
    public required float[] Target { get; init; }

    /// <summary>One positive weight a row, or null when all count the same.</summary>
    public float[]? Weights { get; init; }

    /// <summary>What is predicted.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>The number of classes; 0 for regression.</summary>
    public required int ClassCount { get; init; }

    /// <summary>For numbers: what <see cref="Target"/> is counted from, as the column of the target says.</summary>
    public double Offset { get; init; }

    /// <summary>The number of rows.</summary>
    public int Rows => Features.Rows;

    /// <summary>The given rows, in the given order; a row may come more than once.</summary>
    /// <param name="rows">Row numbers.</param>
    public TrainingData Take(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new TrainingData
        {
            Features = Features.Take(rows),
            Target = Array.ConvertAll(rows, row => Target[row]),
            Weights = Weights is null ? null : Array.ConvertAll(rows, row => Weights[row]),
            Task = Task,
            ClassCount = ClassCount,
            Offset = Offset,
        };
    }
}
