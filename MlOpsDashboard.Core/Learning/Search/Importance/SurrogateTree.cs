using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Search.Importance;

/// <summary>
/// A regression tree over the unit cube, grown to the last point, which knows the mean of every slice of the cube exactly: the surrogate
/// of functional ANOVA (Hutter, Hoos and Leyton-Brown 2014, ICML, algorithm 2).
/// </summary>
internal sealed class SurrogateTree
{
    private readonly List<Leaf> _leaves = [];
    private readonly double[][] _points;
    private readonly double[] _values;

    /// <summary>Grows a tree.</summary>
    /// <param name="points">Points of the unit cube.</param>
    /// <param name="values">The value at each point.</param>
    /// <param name="rows">The points to learn from; one may come more than once.</param>
    /// <param name="random">Chooses the dimensions that each split looks at.</param>
    public SurrogateTree(double[][] points, double[] values, int[] rows, SeededRandom random)
    {
        _points = points;
        _values = values;
        int dimensions = points[0].Length;
        Grow(rows, new double[dimensions], [.. Enumerable.Repeat(1.0, dimensions)], random);
    }

    /// <summary>The variance of the tree over the whole cube.</summary>
    public double Variance => Spread(_leaves.Select(leaf => (leaf.Volume, leaf.Value)));

    /// <summary>The variance of its mean over all other dimensions, along one dimension: what that parameter explains by itself.</summary>
    /// <param name="dimension">The dimension.</param>
    public double VarianceAlong(int dimension)
    {
        double[] cuts = [.. _leaves.SelectMany(leaf => new[] { leaf.Low[dimension], leaf.High[dimension] }).Distinct().Order()];
        var slices = new List<(double Weight, double Value)>();
        for (int i = 0; i + 1 < cuts.Length; i++)
        {
            double middle = (cuts[i] + cuts[i + 1]) / 2;
            double mean = _leaves
                .Where(leaf => leaf.Low[dimension] <= middle && middle < leaf.High[dimension])
                .Sum(leaf => leaf.Value * leaf.Volume / (leaf.High[dimension] - leaf.Low[dimension]));
            slices.Add((cuts[i + 1] - cuts[i], mean));
        }

        return Spread(slices);
    }

    /// <summary>The mean over all dimensions but some.</summary>
    /// <param name="dimensions">The dimensions that are held.</param>
    /// <param name="at">Where they are held, from 0 to 1.</param>
    public double MeanAt(ReadOnlySpan<int> dimensions, ReadOnlySpan<double> at)
    {
        double mean = 0;
        foreach (Leaf leaf in _leaves)
        {
            double weight = leaf.Volume;
            for (int i = 0; i < dimensions.Length && weight > 0; i++)
            {
                (double low, double high) = (leaf.Low[dimensions[i]], leaf.High[dimensions[i]]);
                bool inside = low <= at[i] && (at[i] < high || high == 1);
                weight = inside ? weight / (high - low) : 0;
            }

            mean += weight * leaf.Value;
        }

        return mean;
    }

    private static double Spread(IEnumerable<(double Weight, double Value)> parts)
    {
        (double Weight, double Value)[] all = [.. parts];
        double mean = all.Sum(part => part.Weight * part.Value);
        return all.Sum(part => part.Weight * (part.Value - mean) * (part.Value - mean));
    }

    private void Grow(int[] rows, double[] low, double[] high, SeededRandom random)
    {
        if (FindSplit(rows, random) is not (int dimension, double cut))
        {
            double volume = 1;
            for (int i = 0; i < low.Length; i++)
            {
                volume *= high[i] - low[i];
            }

            _leaves.Add(new Leaf(low, high, volume, rows.Average(row => _values[row])));
            return;
        }

        double[] below = (double[])high.Clone();
        double[] above = (double[])low.Clone();
        below[dimension] = cut;
        above[dimension] = cut;
        Grow([.. rows.Where(row => _points[row][dimension] < cut)], low, below, random);
        Grow([.. rows.Where(row => _points[row][dimension] >= cut)], above, high, random);
    }

    // The split that leaves the least squared error, among a random five sixths of the dimensions (as the paper's forests do).
    private (int Dimension, double Cut)? FindSplit(int[] rows, SeededRandom random)
    {
        (int, double)? best = null;
        double least = double.PositiveInfinity;
        int[] dimensions = [.. Enumerable.Range(0, _points[0].Length).OrderBy(_ => random.NextDouble())];
        int looked = 0;
        foreach (int dimension in dimensions)
        {
            int[] sorted = [.. rows.OrderBy(row => _points[row][dimension])];
            if (_points[sorted[0]][dimension] == _points[sorted[^1]][dimension])
            {
                continue;
            }

            (double error, double cut) = BestCut(sorted, dimension);
            if (error < least)
            {
                (least, best) = (error, (dimension, cut));
            }

            if (++looked >= Math.Max(1, (5 * dimensions.Length / 6) + 1))
            {
                break;
            }
        }

        return best;
    }

    private (double Error, double Cut) BestCut(int[] sorted, int dimension)
    {
        double total = sorted.Sum(row => _values[row]);
        double left = 0;
        (double Error, double Cut) best = (double.PositiveInfinity, 0);
        for (int i = 0; i + 1 < sorted.Length; i++)
        {
            left += _values[sorted[i]];
            double here = _points[sorted[i]][dimension];
            double next = _points[sorted[i + 1]][dimension];
            double right = total - left;

            // The sum of squares is the same for every cut: only what the means take off it differs.
            double error = -(left * left / (i + 1)) - (right * right / (sorted.Length - i - 1));
            if (next > here && error < best.Error)
            {
                best = (error, (here + next) / 2);
            }
        }

        return best;
    }

    private sealed record Leaf(double[] Low, double[] High, double Volume, double Value);
}
