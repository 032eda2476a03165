namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Lays the nodes of an ensemble out as <see cref="LeafMasks"/>.</summary>
internal sealed class LeafMasksBuilder
{
    private const int Lanes = 16;

    // What the words of blocks may take: the first, so that they stay in a core's cache, the second, so that a model stays small.
    private const int GoodWords = 1 << 18;
    private const int MostWords = 1 << 21;

    // What one row takes of the stack.
    private const int MostTrees = 4096;
    private const int MostFeatures = 2048;

    private readonly TreeEnsemble _ensemble;
    private readonly List<Split>[] _splits;
    private readonly float[] _values;
    private readonly int _words;
    private readonly List<float> _heads = [];
    private readonly List<float> _thresholds = [];
    private readonly List<MaskedNode> _nodes = [];
    private readonly List<uint> _masks = [];
    private int _block = Lanes;

    private LeafMasksBuilder(TreeEnsemble ensemble)
    {
        _ensemble = ensemble;
        _splits = [.. Enumerable.Range(0, ensemble.FeatureCount).Select(_ => new List<Split>())];
        _values = new float[ensemble.Trees * LeafMasks.Leaves];
        _words = (ensemble.Trees + Lanes - 1) / Lanes * Lanes;
    }

    /// <summary>The masks of an ensemble, or null where a tree has too many leaves, they took too much memory, or walking is quicker.</summary>
    /// <param name="ensemble">The ensemble.</param>
    public static LeafMasks? Build(TreeEnsemble ensemble) =>
        ensemble.Trees is > 0 and <= MostTrees ? new LeafMasksBuilder(ensemble).Build() : null;

    private LeafMasks? Build()
    {
        for (int tree = 0; tree < _ensemble.Trees; tree++)
        {
            int leaf = 0;
            if (!Add(tree, _ensemble.Roots[tree], ref leaf, out _))
            {
                return null;
            }
        }

        int[] used = [.. Enumerable.Range(0, _splits.Length).Where(feature => _splits[feature].Count > 0)];
        if (used.Length > MostFeatures || IsWalkQuicker(used.Length) || !ChooseBlock(used))
        {
            return null;
        }

        MaskedFeature[] features = [.. used.Select(feature => _splits[feature][0].Set < 0 ? LayNumbers(feature) : LayCategories(feature))];
        return new LeafMasks(_ensemble.Trees, _words, _block, features, [.. _heads], [.. _thresholds], [.. _nodes], [.. _masks], _values);
    }

    private bool Add(int tree, int index, ref int leaf, out uint leaves)
    {
        leaves = 0;
        TreeNode node = _ensemble.Nodes[index];
        if (node.Left == index)
        {
            if (leaf == LeafMasks.Leaves)
            {
                return false;
            }

            _values[(tree * LeafMasks.Leaves) + leaf] = node.Threshold;
            leaves = 1u << leaf++;
            return true;
        }

        if (!Add(tree, node.Left, ref leaf, out uint left) || !Add(tree, node.Right, ref leaf, out uint right))
        {
            return false;
        }

        int set = node.IsCategory ? BitConverter.SingleToInt32Bits(node.Threshold) : -1;
        _splits[node.Feature & TreeNode.FeatureMask].Add(new Split(node.Threshold, set, node.MissingLeft, new MaskedNode(tree, ~left)));
        leaves = left | right;
        return true;
    }

    /// <summary>Few trees of many features: measured, a feature costs as much as a walk through one tree and some of its words.</summary>
    private bool IsWalkQuicker(int features) => features * (16 + (_words / Lanes)) > _ensemble.Trees * 24;

    /// <summary>The smallest blocks whose words fit.</summary>
    private bool ChooseBlock(int[] used)
    {
        long words = CountWords(used);
        while (words > GoodWords && _block < 8 * Lanes)
        {
            _block *= 2;
            words = CountWords(used);
        }

        return words <= MostWords;
    }

    private long CountWords(int[] used) =>
        used.Sum(feature => (long)_words * (_splits[feature][0].Set < 0 ? (_splits[feature].Count / _block) + 2 : Categories(feature) + 1));

    private int Categories(int feature) => _splits[feature].Max(split => _ensemble.Sets[split.Set]);

    private MaskedFeature LayNumbers(int feature)
    {
        Split[] splits = [.. _splits[feature].OrderBy(split => split.Threshold)];
        int blocks = (splits.Length + _block - 1) / _block;
        int words = _masks.Count;
        var left = new uint[_words];
        Array.Fill(left, uint.MaxValue);
        _masks.AddRange(left);
        for (int end = _block; end <= splits.Length; end += _block)
        {
            Join(left, splits[(end - _block)..end]);
            _masks.AddRange(left);
        }

        int missing = LayWords(splits.Where(split => !split.MissingLeft));
        int nodes = _thresholds.Count;
        _thresholds.AddRange(splits.Select(split => split.Threshold));
        _nodes.AddRange(splits.Select(split => split.Node));

        // No value is above the padding.
        Pad(_thresholds, nodes, _block);
        _nodes.AddRange(new MaskedNode[_thresholds.Count - _nodes.Count]);
        int heads = _heads.Count;
        _heads.AddRange(Enumerable.Range(1, blocks).Select(block => _thresholds[nodes + (block * _block) - 1]));
        Pad(_heads, heads, Lanes);
        return new MaskedFeature(feature, 0, heads, (_heads.Count - heads) / Lanes, nodes, blocks, words, missing);
    }

    private MaskedFeature LayCategories(int feature)
    {
        int categories = Categories(feature);
        int words = _masks.Count;
        for (int code = 0; code < categories; code++)
        {
            LayWords(_splits[feature].Where(split => !_ensemble.InSet(code, split.Set, split.MissingLeft)));
        }

        int missing = LayWords(_splits[feature].Where(split => !split.MissingLeft));
        return new MaskedFeature(feature, categories, 0, 0, 0, 0, words, missing);
    }

    private int LayWords(IEnumerable<Split> goRight)
    {
        var left = new uint[_words];
        Array.Fill(left, uint.MaxValue);
        Join(left, goRight);
        _masks.AddRange(left);
        return _masks.Count - _words;
    }

    private static void Join(uint[] left, IEnumerable<Split> goRight)
    {
        foreach (Split split in goRight)
        {
            left[split.Node.Tree] &= split.Node.Keep;
        }
    }

    private static void Pad(List<float> list, int start, int whole)
    {
        while ((list.Count - start) % whole != 0)
        {
            list.Add(float.PositiveInfinity);
        }
    }

    private readonly record struct Split(float Threshold, int Set, bool MissingLeft, MaskedNode Node);
}
