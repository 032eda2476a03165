using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>One tree, its numbers of nodes counted from its own root.</summary>
/// <param name="Nodes">The nodes, depth first. A leaf's threshold is its answer, or the place of its classes' shares in <paramref name="Shares"/>.</param>
/// <param name="Covers">For each node the weight of its rows.</param>
/// <param name="Gains">For each node by how much its split made it purer.</param>
/// <param name="Shares">For more than two classes the shares of mixed leaves, one set of all classes after the other.</param>
internal sealed record ForestTree(TreeNode[] Nodes, float[] Covers, float[] Gains, float[] Shares);
