using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Search.Importance;

/// <summary>64 surrogate trees, each grown on a bootstrap sample of the trials: what a search has learnt of its space.</summary>
internal sealed class SurrogateForest
{
    private const int Trees = 64;

    private readonly SurrogateTree[] _trees;
    private readonly int _dimensions;

    /// <summary>Grows a forest.</summary>
    /// <param name="points">Points of the unit cube, at least one.</param>
    /// <param name="losses">The loss at each point.</param>
    /// <param name="seed">Starts the random choices.</param>
    public SurrogateForest(double[][] points, double[] losses, int seed)
    {
        _dimensions = points[0].Length;
        IsFlat = losses.All(loss => loss == losses[0]);
        _trees = [.. Enumerable.Range(0, Trees).Select(tree =>
        {
            var random = new SeededRandom(seed, tree);
            int[] rows = [.. Enumerable.Range(0, points.Length).Select(_ => random.Next(points.Length))];
            return new SurrogateTree(points, losses, rows, random);
        })];
    }

    /// <summary>True when all points lost the same: what little varies then is rounding.</summary>
    public bool IsFlat { get; }

    /// <summary>The share of the variance that each dimension explains by itself: the mean over the trees.</summary>
    public double[] Shares()
    {
        double[] shares = new double[_dimensions];
        foreach (SurrogateTree tree in _trees)
        {
            double variance = tree.Variance;
            for (int dimension = 0; variance > 0 && dimension < shares.Length; dimension++)
            {
                shares[dimension] += tree.VarianceAlong(dimension) / variance / Trees;
            }
        }

        return shares;
    }

    /// <summary>The expected loss where two dimensions are held and all others vary.</summary>
    /// <param name="first">The first dimension.</param>
    /// <param name="second">The second dimension.</param>
    /// <param name="steps">Points along each of them.</param>
    /// <returns>A row for each step of the second dimension.</returns>
    public double[][] Plane(int first, int second, int steps)
    {
        double[][] plane = new double[steps][];
        for (int row = 0; row < steps; row++)
        {
            plane[row] = new double[steps];
            for (int column = 0; column < steps; column++)
            {
                double[] at = [(column + 0.5) / steps, (row + 0.5) / steps];
                plane[row][column] = _trees.Average(tree => tree.MeanAt([first, second], at));
            }
        }

        return plane;
    }
}
