namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>A tree as it grows: its nodes, each of which knows its split in bins, and the leaves' ranges of rows.</summary>
internal sealed class GrownTree
{
    /// <summary>The nodes; the root first, children after their parent.</summary>
    public List<GrownNode> Nodes { get; } = [];

    /// <summary>The leaf that a row of bins falls into.</summary>
    /// <param name="matrix">The bins, by the same mappers as the tree's.</param>
    /// <param name="row">The row.</param>
    public unsafe GrownNode LeafOf(BinnedMatrix matrix, int row)
    {
        GrownNode node = Nodes[0];
        while (!node.IsLeaf)
        {
            byte* column = matrix.Column(node.Slot, out int stride);
            node = Nodes[node.LeftBins.Contains(column[(long)row * stride]) ? node.Left : node.Right];
        }

        return node;
    }
}
