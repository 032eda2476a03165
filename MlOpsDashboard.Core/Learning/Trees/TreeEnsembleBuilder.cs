namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Collects grown trees into an ensemble.</summary>
/// <param name="mappers">The bins by which the trees were grown.</param>
internal sealed class TreeEnsembleBuilder(BinMapper[] mappers)
{
    private readonly List<TreeNode> _nodes = [];
    private readonly List<int> _roots = [];
    private readonly List<int> _sets = [];
    private readonly List<float> _covers = [];
    private readonly List<float> _gains = [];

    public int Trees => _roots.Count;

    /// <summary>Adds a tree. Its nodes are laid out depth first, left before right, so that a walk stays within few cache lines.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="slotFeatures">The feature of each slot.</param>
    public void Add(GrownTree tree, int[] slotFeatures)
    {
        _roots.Add(_nodes.Count);
        AddNode(tree, 0, slotFeatures);
    }

    /// <summary>The ensemble of the first trees.</summary>
    /// <param name="trees">How many.</param>
    public TreeEnsemble Build(int trees)
    {
        int nodes = trees < _roots.Count ? _roots[trees] : _nodes.Count;
        return new TreeEnsemble(
            [.. _nodes.Take(nodes)],
            [.. _roots.Take(trees)],
            [.. _sets],
            [.. _covers.Take(nodes)],
            [.. _gains.Take(nodes)],
            mappers.Length);
    }

    private int AddNode(GrownTree tree, int index, int[] slotFeatures)
    {
        GrownNode grown = tree.Nodes[index];
        int at = _nodes.Count;
        _nodes.Add(default);
        _covers.Add((float)grown.Cover);
        _gains.Add(grown.IsLeaf ? 0 : (float)grown.Gain);
        if (grown.IsLeaf)
        {
            _nodes[at] = new TreeNode { Threshold = (float)grown.Value, Left = at, Right = at };
            return at;
        }

        int feature = slotFeatures[grown.Slot];
        BinMapper mapper = mappers[feature];
        var node = new TreeNode
        {
            Threshold = mapper.IsCategorical
                ? BitConverter.Int32BitsToSingle(AddSet(mapper.CategoryBins!, grown.LeftBins))
                : mapper.UpperBound(grown.Bin),
            Feature = feature | (grown.MissingLeft ? TreeNode.MissingLeftFlag : 0) | (mapper.IsCategorical ? TreeNode.CategoryFlag : 0),
        };
        node.Left = AddNode(tree, grown.Left, slotFeatures);
        node.Right = AddNode(tree, grown.Right, slotFeatures);
        _nodes[at] = node;
        return at;
    }

    private int AddSet(byte[] categoryBins, BinSet left)
    {
        int start = _sets.Count;
        _sets.Add(categoryBins.Length);
        _sets.AddRange(new int[(categoryBins.Length + 31) / 32]);
        for (int code = 0; code < categoryBins.Length; code++)
        {
            if (left.Contains(categoryBins[code]))
            {
                _sets[start + 1 + (code >> 5)] |= 1 << (code & 31);
            }
        }

        return start;
    }
}
