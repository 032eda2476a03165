using System.Numerics.Tensors;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>Solves symmetric positive definite systems by A = L·Lᵀ.</summary>
internal static class Cholesky
{
    private const double LeastPivot = 1e-12;

    /// <summary>Solves A·x = b. Where A is singular to rounding, the pivots are raised, so that copies of a column do no harm.</summary>
    /// <param name="matrix">Row i holds A's elements 0 to i; overwritten with L.</param>
    /// <param name="right">b.</param>
    public static double[] Solve(double[][] matrix, ReadOnlySpan<double> right)
    {
        int n = matrix.Length;
        for (int i = 0; i < n; i++)
        {
            double[] row = matrix[i];
            for (int j = 0; j < i; j++)
            {
                row[j] = (row[j] - TensorPrimitives.Dot<double>(row.AsSpan(0, j), matrix[j].AsSpan(0, j))) / matrix[j][j];
            }

            row[i] = Math.Sqrt(Math.Max(row[i] - TensorPrimitives.SumOfSquares<double>(row.AsSpan(0, i)), LeastPivot));
        }

        double[] solution = new double[n];
        for (int i = 0; i < n; i++)
        {
            solution[i] = (right[i] - TensorPrimitives.Dot<double>(matrix[i].AsSpan(0, i), solution.AsSpan(0, i))) / matrix[i][i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            solution[i] /= matrix[i][i];
            for (int j = 0; j < i; j++)
            {
                solution[j] -= matrix[i][j] * solution[i];
            }
        }

        return solution;
    }
}
