using System.Numerics.Tensors;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>
/// Least squares from the matrix of products of the centred features: ridge by Cholesky's decomposition, elastic net by
/// coordinate descent (Friedman, Hastie and Tibshirani 2010). Minimises ‖y − Xw‖²/(2n) + ridge·‖w‖²/2 + lasso·‖w‖₁.
/// </summary>
internal sealed class GramSolver
{
    private readonly double[][] _gram;
    private readonly double[] _products;

    /// <summary>Computes the products.</summary>
    /// <param name="features">The features.</param>
    /// <param name="means">The weighted mean of each feature, which is taken away.</param>
    /// <param name="target">The centred, scaled answers.</param>
    /// <param name="weights">A weight a row; they add up to 1.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public GramSolver(
        FeatureMatrix features, double[] means, double[] target, double[] weights, int threads, CancellationToken cancellationToken)
    {
        _gram = new double[features.Width][];
        _products = new double[features.Width];
        ParallelOptions options = ParallelLoop.Options(threads, cancellationToken);
        Parallel.For(0, features.Width, options, feature =>
        {
            double[] weighted = new double[features.Rows];
            ReadOnlySpan<float> column = features.Column(feature);
            for (int row = 0; row < weighted.Length; row++)
            {
                weighted[row] = weights[row] * (column[row] - means[feature]);
            }

            // The weighted column is centred, so the other one need not be.
            double[] products = new double[feature + 1];
            for (int other = 0; other <= feature; other++)
            {
                products[other] = LinearKernels.Dot(features.Column(other), weighted);
            }

            _gram[feature] = products;
            _products[feature] = TensorPrimitives.Dot<double>(weighted, target);
        });
    }

    /// <summary>Ridge: solves (G + ridge·I) w = Xᵀy.</summary>
    /// <param name="ridge">At least 0; a tiny amount is always added so that copies of a column do no harm.</param>
    public double[] SolveRidge(double ridge)
    {
        double[][] matrix = [.. _gram.Select(row => (double[])row.Clone())];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i][i] += ridge + 1e-10;
        }

        return Cholesky.Solve(matrix, _products);
    }

    /// <summary>Elastic net by cyclic coordinate descent.</summary>
    /// <param name="ridge">The factor of the squares.</param>
    /// <param name="lasso">The factor of the absolute values.</param>
    /// <param name="tolerance">Stops when no coefficient moved the fit by more.</param>
    /// <param name="maxSweeps">The most rounds over all features.</param>
    /// <param name="goOn">Asked after each round with its number.</param>
    public double[] SolveElasticNet(double ridge, double lasso, double tolerance, int maxSweeps, Func<int, bool> goOn)
    {
        int n = _products.Length;
        double[] solution = new double[n];
        double[] residual = (double[])_products.Clone();
        for (int sweep = 1; sweep <= maxSweeps; sweep++)
        {
            double largest = 0;
            for (int i = 0; i < n; i++)
            {
                double own = _gram[i][i];
                if (own <= 0)
                {
                    continue;
                }

                double pull = residual[i] + (own * solution[i]);
                double shrunk = Math.Sign(pull) * Math.Max(Math.Abs(pull) - lasso, 0) / (own + ridge);
                double change = shrunk - solution[i];
                if (change == 0)
                {
                    continue;
                }

                for (int j = 0; j < n; j++)
                {
                    residual[j] -= change * (j <= i ? _gram[i][j] : _gram[j][i]);
                }

                solution[i] = shrunk;
                largest = Math.Max(largest, Math.Abs(change) * Math.Sqrt(own));
            }

            if (largest <= tolerance || !goOn(sweep))
            {
                break;
            }
        }

        return solution;
    }
}
