namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>A tree laid out for <see cref="PathDependentShap"/>: the inner nodes parents first, then the leaves. Immutable.</summary>
internal sealed class PathTree
{
    // A share of nothing stands for the limit of small ones, so that it can be divided by.
    private const double LeastShare = 1e-200;

    /// <summary>Lays a tree out.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="sources">Whose contributions features count as.</param>
    /// <param name="lanes">What the number of points is a multiple of.</param>
    public PathTree(ShapTree tree, SourceMap sources, int lanes)
    {
        int[] order = [.. Enumerable.Range(0, tree.Count).OrderBy(place => tree.Leaves[place])];
        var places = new int[tree.Count];
        for (int i = 0; i < order.Length; i++)
        {
            places[order[i]] = i;
        }

        Inner = tree.Leaves.Count(leaf => !leaf);
        Nodes = Array.ConvertAll(order, place => place == 0
            ? new PathNode(tree.Nodes[0], 0, Inner, 0, 1)
            : new PathNode(
                tree.Nodes[place],
                places[tree.Parents[place]],
                tree.Same[place] < 0 ? Inner : places[tree.Same[place]],
                sources[tree.Features[place]],
                Math.Max(tree.Shares[place], LeastShare)));
        int half = Math.Max(1, (tree.Width + 1) / 2);
        Rule = GaussRule.Of((half + lanes - 1) / lanes * lanes);
    }

    /// <summary>The nodes, the root first.</summary>
    public PathNode[] Nodes { get; }

    /// <summary>How many are inner nodes; also the place that stands for none.</summary>
    public int Inner { get; }

    /// <summary>Half as many points as a path has features, in whole vectors.</summary>
    public GaussRule Rule { get; }

    /// <summary>Numbers that a row needs room for, of each kind.</summary>
    public int Room => (Inner + 1) * Rule.Points.Length;
}
