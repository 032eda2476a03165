using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Drift.Together;

/// <summary>Sampled rows of both sides, those of training first. Texts are left out: they are compared by their words.</summary>
internal sealed class RowTable
{
    private readonly FeatureSignature[] _features;
    private readonly double[][] _columns;

    private RowTable(FeatureSignature[] features, double[][] columns, int first)
    {
        (_features, _columns, First) = (features, columns, first);
        Count = columns.Length == 0 ? 0 : columns[0].Length;
    }

    /// <summary>Rows of training.</summary>
    public int First { get; }

    /// <summary>Rows of both sides.</summary>
    public int Count { get; }

    /// <summary>Draws rows.</summary>
    /// <param name="features">What the model expects.</param>
    /// <param name="reference">The training data.</param>
    /// <param name="current">What came since.</param>
    /// <param name="most">Rows of each side at most.</param>
    /// <param name="random">Draws them.</param>
    public static RowTable Draw(IReadOnlyList<FeatureSignature> features, DriftSample reference, DriftSample current, int most, Random random)
    {
        int[] before = Rows(reference.Rows, most, random);
        int[] after = Rows(current.Rows, most, random);
        int[] used = [.. Enumerable.Range(0, features.Count).Where(i => features[i].Text is null)];
        return new RowTable(
            [.. used.Select(i => features[i])],
            [.. used.Select(i => (double[])[.. before.Select(row => reference.Features[i][row]), .. after.Select(row => current.Features[i][row])])],
            before.Length);
    }

    /// <summary>The rows as learners take them.</summary>
    public FeatureMatrix ToMatrix() => new(
        [.. _features.Select((feature, i) => new FeatureInfo($"f{i}", feature.Name))],
        [.. _columns.Select(column => Array.ConvertAll(column, value => (float)value))],
        Count);

    /// <summary>
    /// The squared distances of all rows: numbers in standard deviations of both sides together, words 1 when they differ, and 1 more where one of two
    /// values is missing.
    /// </summary>
    public float[] Distances()
    {
        float[] squares = new float[Count * Count];
        for (int i = 0; i < _columns.Length; i++)
        {
            float[] values = _features[i].IsCoded ? Array.ConvertAll(_columns[i], value => (float)value) : Scaled(_columns[i]);
            for (int row = 0; row < Count; row++)
            {
                Add(squares.AsSpan(row * Count, Count), values, values[row], _features[i].IsCoded);
            }
        }

        return squares;
    }

    private static void Add(Span<float> squares, float[] values, float own, bool isCoded)
    {
        for (int other = 0; other < values.Length; other++)
        {
            float difference = values[other] - own;
            squares[other] += float.IsNaN(difference) ? (float.IsNaN(own) && float.IsNaN(values[other]) ? 0 : 1)
                : isCoded ? (difference == 0 ? 0 : 1)
                : difference * difference;
        }
    }

    private static float[] Scaled(double[] values)
    {
        double[] known = Array.FindAll(values, value => !double.IsNaN(value));
        double mean = known.DefaultIfEmpty().Average();
        double deviation = Math.Sqrt(known.Select(value => (value - mean) * (value - mean)).DefaultIfEmpty().Average());
        return Array.ConvertAll(values, value => (float)((value - mean) / (deviation > 0 ? deviation : 1)));
    }

    private static int[] Rows(int count, int most, Random random)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        random.Shuffle(rows);
        return rows[..Math.Min(count, most)];
    }
}
