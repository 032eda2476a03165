using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Adds a tree's answers to the scores.</summary>
internal static unsafe class ScoreUpdate
{
    /// <summary>
    /// Adds by leaf: the partition already knows each leaf's rows, in ascending order. Work goes by blocks of rows and not by leaves,
    /// so that no two threads write to one cache line.
    /// </summary>
    /// <param name="state">The scores.</param>
    /// <param name="output">Which.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="partition">Its rows by leaf.</param>
    /// <param name="matrix">The bins if the tree saw a sample of the rows only; else null.</param>
    /// <param name="team">Shares the work.</param>
    public static void Apply(BoostingState state, int output, GrownTree tree, RowPartition partition, BinnedMatrix? matrix, WorkerTeam team)
    {
        if (matrix is not null)
        {
            ApplyByWalk(state, output, tree, matrix, team);
            return;
        }

        GrownNode[] leaves = [.. tree.Nodes.Where(node => node.IsLeaf)];
        team.Run(state.Blocks, block =>
        {
            int first = block * state.BlockRows;
            int last = Math.Min(state.Rows, first + state.BlockRows);
            float* scores = state.Scores(output);
            foreach (GrownNode leaf in leaves)
            {
                var rows = new ReadOnlySpan<int>(partition.Rows + leaf.Begin, leaf.Count);
                float value = (float)leaf.Value;
                for (int i = LowerBound(rows, first); i < rows.Length; i++)
                {
                    int row = rows[i];
                    if (row >= last)
                    {
                        break;
                    }

                    scores[row] += value;
                }
            }
        });
    }

    /// <summary>Adds by walking down the tree with each row.</summary>
    /// <param name="state">The scores.</param>
    /// <param name="output">Which.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="matrix">The rows' bins.</param>
    /// <param name="team">Shares the work.</param>
    public static void ApplyByWalk(BoostingState state, int output, GrownTree tree, BinnedMatrix matrix, WorkerTeam team) =>
        team.Run(state.Blocks, block =>
        {
            int first = block * state.BlockRows;
            int last = Math.Min(state.Rows, first + state.BlockRows);
            float* scores = state.Scores(output);
            for (int row = first; row < last; row++)
            {
                scores[row] += (float)tree.LeafOf(matrix, row).Value;
            }
        });

    private static int LowerBound(ReadOnlySpan<int> rows, int row)
    {
        int low = 0;
        int high = rows.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (rows[middle] < row)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
