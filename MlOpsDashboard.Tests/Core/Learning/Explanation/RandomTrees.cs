using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Tests.Core.Learning.Explanation;

/// <summary>Small ensembles of any shape: numbers and categories, missing values either way, features that come twice on a path, empty nodes.</summary>
internal sealed class RandomTrees
{
    private const int Codes = 5;

    private readonly SeededRandom _random;
    private readonly List<TreeNode> _nodes = [];
    private readonly List<float> _covers = [];
    private readonly List<int> _sets = [];
    private readonly int _features;
    private readonly int _depth;

    private RandomTrees(int seed, int features, int depth) => (_random, _features, _depth) = (new SeededRandom(seed), features, depth);

    /// <summary>An ensemble. Odd features are categories of five codes.</summary>
    public static TreeEnsemble Make(int seed, int trees, int features, int depth)
    {
        var made = new RandomTrees(seed, features, depth);
        var roots = new int[trees];
        for (int tree = 0; tree < trees; tree++)
        {
            roots[tree] = made._nodes.Count;
            made.Grow(0, 100);
        }

        return new TreeEnsemble([.. made._nodes], roots, [.. made._sets], [.. made._covers], new float[made._nodes.Count], features);
    }

    /// <summary>A row of that ensemble, with missing and unseen values.</summary>
    public static float[] Row(int seed, int features)
    {
        var random = new SeededRandom(seed, stream: 1);
        return [.. Enumerable.Range(0, features).Select(feature => random.Next(6) == 0 ? float.NaN : feature % 2 == 1 ? random.Next(Codes + 1) : (float)random.NextNormal())];
    }

    private int Grow(int depth, float cover)
    {
        int at = _nodes.Count;
        _nodes.Add(default);
        _covers.Add(cover);
        if (depth == _depth || (depth > 0 && _random.Next(5) == 0))
        {
            _nodes[at] = new TreeNode { Threshold = (float)_random.NextNormal(), Left = at, Right = at };
            return at;
        }

        int feature = _random.Next(_features);
        bool category = feature % 2 == 1;
        float share = _random.Next(12) == 0 ? 0 : (float)_random.NextDouble();
        var node = new TreeNode
        {
            Threshold = category ? BitConverter.Int32BitsToSingle(AddSet()) : (float)_random.NextNormal(),
            Feature = feature | (category ? TreeNode.CategoryFlag : 0) | (_random.Next(2) == 0 ? TreeNode.MissingLeftFlag : 0),
        };
        node.Left = Grow(depth + 1, cover * share);
        node.Right = Grow(depth + 1, cover * (1 - share));
        _nodes[at] = node;
        return at;
    }

    private int AddSet()
    {
        _sets.Add(Codes);
        _sets.Add(_random.Next(1 << Codes));
        return _sets.Count - 2;
    }
}
