using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>A set of categories as runs of codes that go the same way.</summary>
internal static class CategoryRuns
{
    /// <summary>The runs of a node, in the order of codes; neighbours go different ways.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="node">A node that asks for categories.</param>
    /// <param name="cardinality">The number of codes that the feature can have.</param>
    /// <returns>The last code of each run, and whether it goes left.</returns>
    public static List<(int Last, bool Left)> Of(TreeEnsemble trees, TreeNode node, int cardinality)
    {
        ReadOnlySpan<int> sets = trees.Sets;
        int set = BitConverter.SingleToInt32Bits(node.Threshold);
        int known = sets[set];
        var runs = new List<(int Last, bool Left)>();
        for (int code = 0; code < Math.Max(known, Math.Max(cardinality, 1)); code++)
        {
            // A code that the fit has not seen is as good as missing.
            bool left = code < known ? ((sets[set + 1 + (code >> 5)] >> (code & 31)) & 1) != 0 : node.MissingLeft;
            if (runs.Count > 0 && runs[^1].Left == left)
            {
                runs[^1] = (code, left);
            }
            else
            {
                runs.Add((code, left));
            }
        }

        return runs;
    }
}
