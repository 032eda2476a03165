using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>
/// The second derivatives Xᵀ·S·X of a weighted sum of losses, the last row and column being the intercept's. Each element is summed
/// by one thread in the order of the blocks, so that it does not depend on how many there are.
/// </summary>
/// <param name="design">The features.</param>
/// <param name="threads">Threads that may work at once.</param>
internal sealed class CurvatureMatrix(DesignMatrix design, int threads)
{
    /// <summary>Computes the lower triangle.</summary>
    /// <param name="curvatures">A second derivative a row.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public double[][] Of(double[] curvatures, CancellationToken cancellationToken)
    {
        int width = design.Width;
        double[][] matrix = [.. Enumerable.Range(1, width + 1).Select(length => new double[length])];
        ParallelOptions options = ParallelLoop.Options(threads, cancellationToken);
        Parallel.For(0, width + 1, options, driver => Drive(driver, curvatures, matrix));
        return matrix;
    }

    /// <summary>
    /// Fills the elements of a feature with all that it is the driver of: with every sparse one if it is dense itself, since a sparse
    /// one only costs its own values, and else with those before it.
    /// </summary>
    private void Drive(int driver, double[] curvatures, double[][] matrix)
    {
        bool intercept = driver == design.Width;
        bool dense = intercept || !design.IsSparse(driver);
        int[] partners = [.. Enumerable.Range(0, design.Width).Where(other => other <= driver ? dense || design.IsSparse(other) : dense && design.IsSparse(other))];
        double[] products = new double[DesignMatrix.BlockRows];
        for (int block = 0; block < design.Blocks; block++)
        {
            (int start, int length) = design.RowsOf(block);
            ReadOnlySpan<double> own = curvatures.AsSpan(start, length);
            Span<double> weighted = products.AsSpan(0, length);
            if (intercept)
            {
                own.CopyTo(weighted);
                foreach (double curvature in own)
                {
                    matrix[driver][driver] += curvature;
                }
            }
            else if (!design.Multiply(driver, block, own, weighted))
            {
                continue;
            }

            foreach (int other in partners)
            {
                matrix[Math.Max(driver, other)][Math.Min(driver, other)] += design.Dot(other, block, weighted);
            }
        }
    }
}
