using System.Runtime.CompilerServices;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// Grows one tree after the other on the same rows. Of two children only the smaller one's histogram is counted; the larger one's is
/// what remains of the parent's.
/// </summary>
internal sealed unsafe class TreeGrower : IDisposable
{
    /// <summary>Below so many additions to cells, sharing them costs more than doing them.</summary>
    private const long WorthSharing = 6_000;

    private readonly BinnedMatrix _matrix;
    private readonly GrowthOptions _options;
    private readonly WorkerTeam _team;
    private readonly SplitFinder _finder;
    private readonly NodeAnswers _answers;
    private readonly HistogramPool _pool;
    private readonly SplitCandidate[] _smallBest;
    private readonly SplitCandidate[] _largeBest;
    private readonly Action<int> _searchGroup;
    private readonly List<OpenLeaf> _open = [];

    // What the parallel loop works on.
    private long* _packed;
    private bool[]? _columns;
    private GradientUnits _units;
    private OpenLeaf _small;
    private OpenLeaf _large;
    private long* _parent;
    private bool _wholeTable;

    public TreeGrower(BinnedMatrix matrix, GrowthOptions options, WorkerTeam team)
    {
        _matrix = matrix;
        _options = options;
        _team = team;
        _finder = new SplitFinder(matrix, options);
        _answers = new NodeAnswers(matrix, options);
        _pool = new HistogramPool(matrix.Slots);
        Partition = new RowPartition(matrix.Rows, team);
        _smallBest = new SplitCandidate[matrix.Groups];
        _largeBest = new SplitCandidate[matrix.Groups];
        _searchGroup = SearchGroup;
    }

    /// <summary>The rows by leaf, after a tree was grown.</summary>
    public RowPartition Partition { get; }

    /// <summary>Grows a tree on the rows that the partition was reset to.</summary>
    /// <param name="packed">A packed gradient for each row of the matrix.</param>
    /// <param name="units">What their units are worth.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="total">Their packed sum.</param>
    /// <param name="columns">For each slot whether it may split, or null for all.</param>
    /// <param name="cancellationToken">Looked at before each split.</param>
    public GrownTree Grow(long* packed, GradientUnits units, int rows, long total, bool[]? columns, CancellationToken cancellationToken)
    {
        _packed = packed;
        _units = units;
        _answers.Units = units;
        _columns = columns;
        var tree = new GrownTree();
        int root = AddNode(tree, 0, 0, rows, total, AnswerRange.Free);
        if (CanSplit(tree.Nodes[root], 1))
        {
            _small = new OpenLeaf(root, tree.Nodes[root], _pool.Rent());
            _large = default;
            _wholeTable = rows == _matrix.Rows;
            Search();
        }

        int leaves = 1;
        while (_open.Count > 0 && leaves < _options.MaxLeaves)
        {
            cancellationToken.ThrowIfCancellationRequested();
            OpenLeaf leaf = TakeNext();
            leaves++;
            Split(tree, leaf, leaves);
        }

        foreach (OpenLeaf leaf in _open)
        {
            _pool.Return(leaf.Histogram);
        }

        _open.Clear();
        return tree;
    }

    public void Dispose()
    {
        Partition.Dispose();
        _pool.Dispose();
    }

    private void Split(GrownTree tree, in OpenLeaf leaf, int leaves)
    {
        GrownNode node = leaf.Node;
        SplitCandidate split = leaf.Best;
        node.Slot = split.Slot;
        node.Bin = split.Bin;
        node.MissingLeft = split.MissingLeft;
        node.Gain = split.Gain;
        node.LeftBins = LeftBins(split);
        byte* column = _matrix.Column(split.Slot, out int stride);
        int lefts = Partition.Split(node.Begin, node.Count, column, stride, node.LeftBins);
        (AnswerRange leftRange, AnswerRange rightRange) = _answers.ChildrenOf(node, split);
        node.Left = AddNode(tree, node.Depth + 1, node.Begin, lefts, split.Left, leftRange);
        node.Right = AddNode(tree, node.Depth + 1, node.Begin + lefts, node.Count - lefts, node.Total - split.Left, rightRange);
        OpenChildren(tree, node, leaf.Histogram, leaves);
    }

    private void OpenChildren(GrownTree tree, GrownNode node, long* histogram, int leaves)
    {
        GrownNode left = tree.Nodes[node.Left];
        GrownNode right = tree.Nodes[node.Right];
        bool leftIsSmall = left.Count <= right.Count;
        int smallIndex = leftIsSmall ? node.Left : node.Right;
        int largeIndex = leftIsSmall ? node.Right : node.Left;
        if (!CanSplit(tree.Nodes[largeIndex], leaves))
        {
            // Then neither can the smaller.
            _pool.Return(histogram);
            return;
        }

        _small = new OpenLeaf(smallIndex, tree.Nodes[smallIndex], _pool.Rent());
        _large = new OpenLeaf(largeIndex, tree.Nodes[largeIndex], histogram);
        _parent = histogram;
        _wholeTable = false;
        Search();
    }

    /// <summary>Counts the small node, subtracts it from its parent, finds the best splits of both, and keeps those that have one.</summary>
    private void Search()
    {
        if (_team.Threads > 1 && (long)_small.Node.Count * _matrix.Slots >= WorthSharing)
        {
            _team.Run(_matrix.Groups, _searchGroup);
        }
        else
        {
            for (int group = 0; group < _matrix.Groups; group++)
            {
                SearchGroup(group);
            }
        }

        KeepIfSplittable(_small, _smallBest);
        if (_large.NodeOrNull is not null)
        {
            KeepIfSplittable(_large, _largeBest);
        }
    }

    private void SearchGroup(int group)
    {
        int first = _matrix.GroupStarts[group];
        int width = _matrix.GroupStarts[group + 1] - first;
        long* small = _small.Histogram + ((long)first * HistogramKernel.Cells);
        GrownNode node = _small.Node;
        Clear(small, first, width);
        HistogramKernel.Accumulate(
            _matrix.GroupData(group), _matrix.Stride(group), width, _wholeTable ? null : Partition.Rows + node.Begin, node.Count, _packed, small);

        SplitCandidate smallBest = SplitCandidate.None;
        SplitCandidate largeBest = SplitCandidate.None;
        SplitTerms smallTerms = _finder.TermsFor(node.Total, node.Count, _units);
        bool hasLarge = _large.NodeOrNull is not null;
        SplitTerms largeTerms = hasLarge ? _finder.TermsFor(_large.Node.Total, _large.Node.Count, _units) : default;
        bool smallMaySplit = CanSplit(node, 1);
        for (int i = 0; i < width; i++)
        {
            int slot = first + i;
            long* cells = small + ((long)i * HistogramKernel.Cells);
            bool maySplit = _columns is null || _columns[slot];
            if (maySplit && smallMaySplit)
            {
                _finder.Find(slot, cells, node, smallTerms, ref smallBest);
            }

            if (hasLarge)
            {
                long* parent = _parent + ((long)slot * HistogramKernel.Cells);
                HistogramKernel.Subtract(parent, cells, _matrix.Mapper(slot).BinCount + 1);
                if (maySplit)
                {
                    _finder.Find(slot, parent, _large.Node, largeTerms, ref largeBest);
                }
            }
        }

        _smallBest[group] = smallBest;
        _largeBest[group] = largeBest;
    }

    private void Clear(long* histogram, int first, int width)
    {
        for (int i = 0; i < width; i++)
        {
            Unsafe.InitBlock(histogram + ((long)i * HistogramKernel.Cells), 0, (uint)(_matrix.Mapper(first + i).BinCount + 1) * sizeof(long));
        }
    }

    private void KeepIfSplittable(OpenLeaf leaf, SplitCandidate[] bests)
    {
        SplitCandidate best = SplitCandidate.None;
        foreach (SplitCandidate candidate in bests)
        {
            if (candidate.Beats(best))
            {
                best = candidate;
            }
        }

        if (best.IsNone)
        {
            _pool.Return(leaf.Histogram);
            return;
        }

        leaf.Best = best;
        _open.Add(leaf);
    }

    /// <summary>Takes out the leaf with the largest gain, or the first of the least deep; of equals the older one.</summary>
    private OpenLeaf TakeNext()
    {
        int next = 0;
        for (int i = 1; i < _open.Count; i++)
        {
            bool before = _options.DepthWise && _open[i].Node.Depth != _open[next].Node.Depth
                ? _open[i].Node.Depth < _open[next].Node.Depth
                : _open[i].Best.Gain > _open[next].Best.Gain
                    || (_open[i].Best.Gain == _open[next].Best.Gain && _open[i].Index < _open[next].Index);
            if (before)
            {
                next = i;
            }
        }

        OpenLeaf leaf = _open[next];
        _open.RemoveAt(next);
        return leaf;
    }

    private bool CanSplit(GrownNode node, int leaves) =>
        leaves < _options.MaxLeaves
        && node.Count >= 2 * Math.Max(1, _options.MinLeafRows)
        && (_options.MaxDepth == 0 || node.Depth < _options.MaxDepth);

    private int AddNode(GrownTree tree, int depth, int begin, int count, long total, AnswerRange range)
    {
        tree.Nodes.Add(new GrownNode
        {
            Depth = depth,
            Begin = begin,
            Count = count,
            Total = total,
            Cover = (int)total * (double)_units.Hessian,
            Value = range.Clamp(_answers.Of(total)),
            Lower = range.Lower,
            Upper = range.Upper,
        });
        return tree.Nodes.Count - 1;
    }

    private BinSet LeftBins(in SplitCandidate split)
    {
        BinMapper mapper = _matrix.Mapper(split.Slot);
        if (mapper.IsCategorical)
        {
            return split.LeftBins;
        }

        BinSet bins = default;
        for (int bin = 0; bin <= split.Bin; bin++)
        {
            bins.Add(bin);
        }

        // Where nothing is missing, the cell after the last bin is empty and the side does not matter.
        if (split.MissingLeft)
        {
            bins.Add(mapper.MissingBin);
        }

        return bins;
    }
}
