using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Adds up the answers of an ensemble for many rows.</summary>
internal static class TreeBatch
{
    /// <summary>Adds the trees' answers.</summary>
    /// <param name="trees">The ensemble.</param>
    /// <param name="features">The rows.</param>
    /// <param name="begin">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="sums">Row after row a sum an output.</param>
    /// <param name="outputs">How many outputs.</param>
    public static void AddTo(TreeEnsemble trees, FeatureMatrix features, int begin, int count, Span<double> sums, int outputs)
    {
        if (trees.Masks is { } masks)
        {
            masks.AddTo(features, begin, count, sums, outputs);
            return;
        }

        var row = new float[features.Width];
        for (int i = 0; i < count; i++)
        {
            features.CopyRow(begin + i, row);
            trees.AddByWalking(row, sums.Slice(i * outputs, outputs));
        }
    }
}
