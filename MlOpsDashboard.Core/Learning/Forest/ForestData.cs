using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>
/// The training rows as a forest reads them: bins column by column (a node looks at few features and all of its rows), and for each
/// row one number that holds the target and the weight, both fixed-point (see <see cref="HistogramKernel"/>). Categories count as
/// numbers by their codes: trees this deep part any group of them in a few steps. Missing values come after the largest.
/// </summary>
internal sealed class ForestData : IDisposable
{
    private const int FineBins = 4096;

    // Counts of every class lie beside each other for every bin, and should stay in the nearest caches.
    private const int CoarseBins = 512;

    private readonly ForestColumn[] _columns;

    /// <param name="data">The rows.</param>
    /// <param name="weights">Their weights, or null.</param>
    /// <param name="team">Shares the work.</param>
    public ForestData(TrainingData data, float[]? weights, WorkerTeam team)
    {
        Rows = data.Rows;
        Targets = data.Target;
        Weights = weights;
        IsRegression = data.Task == TaskKind.Regression;
        Classes = data.Task == TaskKind.Multiclass ? data.ClassCount : 0;
        _columns = new ForestColumn[data.Features.Width];
        team.Run(data.Features.Width, feature => _columns[feature] = new ForestColumn(data.Features.Column(feature), MaxBins(Classes)));
        Useful = [.. Enumerable.Range(0, _columns.Length).Where(feature => !_columns[feature].IsConstant)];
        (Packed, Unit, WeightUnit) = Pack(IsRegression);
    }

    public int Rows { get; }

    public float[] Targets { get; }

    public float[]? Weights { get; }

    public bool IsRegression { get; }

    /// <summary>The number of classes if there are more than two, else 0.</summary>
    public int Classes { get; }

    /// <summary>The features that are not constant.</summary>
    public int[] Useful { get; }

    /// <summary>For each row the target above and the weight below; for more than two classes the target is the class.</summary>
    public long[] Packed { get; }

    /// <summary>What a unit of the packed target is worth.</summary>
    public float Unit { get; }

    /// <summary>What a unit of the packed weight is worth.</summary>
    public float WeightUnit { get; }

    /// <summary>The most bins of a feature.</summary>
    /// <param name="classes">The number of classes if there are more than two, else 0.</param>
    public static int MaxBins(int classes) => classes > 0 ? CoarseBins : FineBins;

    public ForestColumn Column(int feature) => _columns[feature];

    public void Dispose()
    {
        foreach (ForestColumn column in _columns)
        {
            column.Dispose();
        }
    }

    private (long[] Packed, float Unit, float WeightUnit) Pack(bool regression)
    {
        // A tree draws no more than twice the rows' weight, but for chances smaller than those of a broken processor.
        double budget = (1 << 29) - (2.0 * Rows);
        double weightSum = 0;
        double mean = 0;
        for (int row = 0; row < Rows; row++)
        {
            double weight = Weights?[row] ?? 1;
            weightSum += weight;
            mean += weight * Targets[row];
        }

        mean = regression ? mean / weightSum : 0;
        double absolute = 0;
        for (int row = 0; row < Rows; row++)
        {
            absolute += (Weights?[row] ?? 1) * Math.Abs(Targets[row] - mean);
        }

        double weightScale = Weights is null ? 1 : budget / weightSum;
        double scale = !regression ? weightScale : absolute > 0 ? budget / absolute : 1;
        var packed = new long[Rows];
        for (int row = 0; row < Rows; row++)
        {
            double weight = Weights?[row] ?? 1;
            int units = Math.Max(1, (int)Math.Round(weight * weightScale));
            long target = Classes > 0 ? (long)Targets[row] : regression ? (long)Math.Round((Targets[row] - mean) * weight * scale) : Targets[row] > 0.5f ? units : 0;
            packed[row] = (target << 32) + units;
        }

        return (packed, (float)(1 / scale), (float)(1 / weightScale));
    }
}
