namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>How much each feature's splits reduced the loss, as shares.</summary>
internal static class TreeImportance
{
    public static double[] Of(TreeEnsemble trees)
    {
        var gains = new double[trees.FeatureCount];
        ReadOnlySpan<TreeNode> nodes = trees.Nodes;
        double total = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            gains[nodes[i].Feature & TreeNode.FeatureMask] += trees.Gains[i];
            total += trees.Gains[i];
        }

        return total > 0 ? Array.ConvertAll(gains, gain => gain / total) : gains;
    }
}
