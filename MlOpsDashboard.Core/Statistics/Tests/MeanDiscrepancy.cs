using System.Numerics.Tensors;

namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>
/// The maximum mean discrepancy of two samples of points (Gretton and others 2012, J. Mach. Learn. Res. 13, 723): how far their means are apart in
/// the space of a Gaussian kernel, whose width is the median of the distances. The statistic is the unbiased estimate of the square, which may
/// be below 0; its probability comes from permutations of the points.
/// </summary>
public static class MeanDiscrepancy
{
    // Distances that the median is taken of.
    private const int MostDistances = 100_000;

    /// <summary>Tests.</summary>
    /// <param name="squares">The squared distances, row by row: those of the first sample's points first. Becomes the kernel.</param>
    /// <param name="first">Points of the first sample; both need two.</param>
    /// <param name="count">Points of both.</param>
    /// <param name="permutations">How many.</param>
    /// <param name="random">Draws them.</param>
    public static TestOutcome Of(float[] squares, int first, int count, int permutations, Random random)
    {
        ArgumentNullException.ThrowIfNull(squares);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNotEqual(squares.Length, count * count);
        ToKernel(squares, count);
        float[] rows = [.. Enumerable.Range(0, count).Select(i => TensorPrimitives.Sum<float>(squares.AsSpan(i * count, count)))];
        double total = rows.Sum(row => (double)row);
        int[] order = [.. Enumerable.Range(0, count)];
        double found = Square(squares, order, first, rows, total);
        int atLeast = 0;
        for (int round = 0; round < permutations; round++)
        {
            random.Shuffle(order);
            atLeast += Square(squares, order, first, rows, total) >= found ? 1 : 0;
        }

        return new TestOutcome(found, (atLeast + 1.0) / (permutations + 1.0));
    }

    // exp(−d²/2σ²) with 2σ² the median of d² over pairs. Where half of all points are one, any distance is far.
    private static void ToKernel(float[] squares, int count)
    {
        int step = Math.Max(1, count * (count - 1) / 2 / MostDistances);
        var distances = new List<float>();
        for (int i = 0, pair = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++, pair++)
            {
                if (pair % step == 0)
                {
                    distances.Add(squares[(i * count) + j]);
                }
            }
        }

        distances.Sort();
        float median = Math.Max(distances[distances.Count / 2], 1e-6f);
        TensorPrimitives.Multiply(squares, -1 / median, squares);
        TensorPrimitives.Exp(squares, squares);
    }

    // Of the sums within and between the groups one tells the others, since all three make up the total. The diagonal is 1 everywhere.
    private static double Square(float[] kernel, int[] order, int first, float[] rows, double total)
    {
        int count = order.Length;
        Span<float> isFirst = count <= 4096 ? stackalloc float[count] : new float[count];
        isFirst.Clear();
        double all = 0;
        foreach (int point in order.AsSpan(0, first))
        {
            isFirst[point] = 1;
            all += rows[point];
        }

        double within = 0;
        foreach (int point in order.AsSpan(0, first))
        {
            within += TensorPrimitives.Dot(kernel.AsSpan(point * count, count), isFirst);
        }

        double between = all - within;
        int second = count - first;
        return ((within - first) / ((double)first * (first - 1)))
            + ((total - within - (2 * between) - second) / ((double)second * (second - 1)))
            - (2 * between / ((double)first * second));
    }
}
