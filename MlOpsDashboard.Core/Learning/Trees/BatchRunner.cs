using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Predicts many rows by blocks, in parallel.</summary>
internal static class BatchRunner
{
    private const int BlockRows = 1024;

    /// <summary>Runs over all rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="threads">Threads at once.</param>
    /// <param name="predict">Predicts from a row on, so many.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static void Run(int rows, int threads, Action<int, int> predict, CancellationToken cancellationToken)
    {
        int blocks = (rows + BlockRows - 1) / BlockRows;
        if (threads <= 1 || blocks <= 1)
        {
            for (int block = 0; block < blocks; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                predict(block * BlockRows, Math.Min(BlockRows, rows - (block * BlockRows)));
            }

            return;
        }

        ParallelOptions options = ParallelLoop.Options(threads, cancellationToken);
        Parallel.For(0, blocks, options, block => predict(block * BlockRows, Math.Min(BlockRows, rows - (block * BlockRows))));
    }
}
