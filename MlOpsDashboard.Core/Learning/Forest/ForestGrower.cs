using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>Grows whole trees, one after the other, on one thread; what it needs to work is taken once.</summary>
internal sealed unsafe class ForestGrower : IDisposable
{
    /// <summary>What the purity of a node may seem to gain, of itself, by rounding alone.</summary>
    private const float Rounding = 1e-6f;

    private readonly ForestData _data;
    private readonly ForestOptions _options;
    private readonly ForestSearch _search;
    private readonly AlignedBuffer<int> _rows;
    private readonly AlignedBuffer<long> _values;
    private readonly AlignedBuffer<int> _otherRows;
    private readonly AlignedBuffer<long> _otherValues;
    private readonly ushort[] _drawn;
    private readonly int[] _features;
    private readonly int _minWeight;
    private readonly Stack<Pending> _pending = new();
    private readonly List<TreeNode> _nodes = [];
    private readonly List<float> _covers = [];
    private readonly List<float> _gains = [];
    private readonly List<float> _shares = [];

    public ForestGrower(ForestData data, ForestOptions options)
    {
        (_data, _options) = (data, options);
        _search = data.Classes > 0 ? new CountSearch(data.Classes, data.WeightUnit) : new SumSearch(data.Unit, data.WeightUnit);
        _rows = new AlignedBuffer<int>(data.Rows);
        _values = new AlignedBuffer<long>(data.Rows);
        _otherRows = new AlignedBuffer<int>(data.Rows);
        _otherValues = new AlignedBuffer<long>(data.Rows);
        _drawn = new ushort[data.Rows];
        _features = new int[data.Useful.Length];
        double perRow = data.Packed.Length == 0 ? 1 : data.Packed.Average(value => (double)(int)value);
        _minWeight = Math.Max(1, (int)(options.MinLeafRows * perRow));
    }

    /// <summary>How often each row was drawn for the last tree.</summary>
    public ReadOnlySpan<ushort> Drawn => _drawn;

    /// <summary>Grows a tree.</summary>
    /// <param name="random">Draws its rows and features.</param>
    /// <param name="cancellationToken">Looked at now and then.</param>
    public ForestTree Grow(SeededRandom random, CancellationToken cancellationToken)
    {
        int count = Draw(random);
        _nodes.Clear();
        _covers.Clear();
        _gains.Clear();
        _shares.Clear();
        _pending.Push(new Pending(0, count, 0, -1));
        while (_pending.TryPop(out Pending node))
        {
            if ((_nodes.Count & 255) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Add(node, random);
        }

        return new ForestTree([.. _nodes], [.. _covers], [.. _gains], [.. _shares]);
    }

    public void Dispose()
    {
        _search.Dispose();
        _rows.Dispose();
        _values.Dispose();
        _otherRows.Dispose();
        _otherValues.Dispose();
    }

    /// <summary>Draws rows with replacement; each distinct one is kept once, with its weight times how often it was drawn.</summary>
    private int Draw(SeededRandom random)
    {
        Array.Clear(_drawn);
        int draws = Math.Max(1, (int)Math.Round(_data.Rows * _options.RowSample));
        for (int i = 0; i < draws; i++)
        {
            _drawn[random.Next(_data.Rows)]++;
        }

        int count = 0;
        for (int row = 0; row < _drawn.Length; row++)
        {
            int times = _drawn[row];
            if (times > 0)
            {
                long packed = _data.Packed[row];
                _rows.Pointer[count] = row;
                _values.Pointer[count++] = _data.Classes > 0 ? packed + ((times - 1) * (long)(int)packed) : packed * times;
            }
        }

        return count;
    }

    private void Add(Pending node, SeededRandom random)
    {
        int index = _nodes.Count;
        if (node.Parent >= 0)
        {
            SetRight(node.Parent, index);
        }

        long* values = _values.Pointer + node.Begin;
        long weight = 0;
        for (int i = 0; i < node.Count; i++)
        {
            weight += (int)values[i];
        }

        bool maySplit = weight >= 2L * _minWeight && node.Count > 1
            && (_options.MaxDepth == 0 || node.Depth < _options.MaxDepth) && !IsPure(values, node.Count);
        ForestSplit split = maySplit ? FindSplit(node, random) : ForestSplit.None;
        float purity = split.Feature >= 0 ? _search.Purity(values, node.Count) : 0;
        _covers.Add(weight * _data.WeightUnit);
        if (split.Feature < 0 || !(split.Score > purity * (1 + Rounding)))
        {
            _gains.Add(0);
            _nodes.Add(new TreeNode { Threshold = LeafAnswer(node), Left = index, Right = index });
            return;
        }

        int lefts = Part(node, split);
        _gains.Add(split.Score - purity);

        // The left child comes next; the right one's number is set when it is reached.
        _nodes.Add(new TreeNode { Threshold = _data.Column(split.Feature).UpperBound(split.Bin), Feature = split.Feature, Left = index + 1 });
        _pending.Push(new Pending(node.Begin + lefts, node.Count - lefts, node.Depth + 1, index));
        _pending.Push(new Pending(node.Begin, lefts, node.Depth + 1, -1));
    }

    private void SetRight(int parent, int index)
    {
        TreeNode node = _nodes[parent];
        node.Right = index;
        _nodes[parent] = node;
    }

    private bool IsPure(long* values, int count)
    {
        if (_data.IsRegression)
        {
            // Then no split gains anything.
            return false;
        }

        if (_data.Classes > 0)
        {
            for (int i = 1; i < count; i++)
            {
                if (values[i] >> 32 != values[0] >> 32)
                {
                    return false;
                }
            }

            return true;
        }

        // Every target is 0, or every target is its weight.
        bool none = true;
        bool all = true;
        for (int i = 0; i < count && (none || all); i++)
        {
            none &= values[i] >> 32 == 0;
            all &= (int)(values[i] >> 32) == (int)values[i];
        }

        return none || all;
    }

    /// <summary>
    /// The best of as many features as wanted; if all of these are constant in the node, of more, until one is not. Were constant ones
    /// made good for, the features with many values would come up more often the deeper the tree, and trees would resemble each other.
    /// </summary>
    private ForestSplit FindSplit(Pending node, SeededRandom random)
    {
        _data.Useful.CopyTo(_features, 0);
        ForestSplit best = ForestSplit.None;
        for (int i = 0; i < _features.Length && (i < _options.FeaturesPerSplit || best.Feature < 0); i++)
        {
            int j = i + random.Next(_features.Length - i);
            (_features[i], _features[j]) = (_features[j], _features[i]);
            int feature = _features[i];
            ForestColumn column = _data.Column(feature);
            int bin = _search.Best(
                column.Pointer,
                column.Bins,
                _rows.Pointer + node.Begin,
                _values.Pointer + node.Begin,
                node.Count,
                _minWeight,
                out float score);
            if (bin >= 0 && score > best.Score)
            {
                best = new ForestSplit(score, feature, bin);
            }
        }

        return best;
    }

    private int Part(Pending node, ForestSplit split)
    {
        int* rows = _rows.Pointer + node.Begin;
        long* values = _values.Pointer + node.Begin;
        int* otherRows = _otherRows.Pointer;
        long* otherValues = _otherValues.Pointer;
        ushort* column = _data.Column(split.Feature).Pointer;
        int left = 0;
        for (int i = 0; i < node.Count; i++)
        {
            int row = rows[i];
            long value = values[i];
            int goes = column[row] <= split.Bin ? 1 : 0;
            otherRows[i - left] = row;
            otherValues[i - left] = value;
            rows[left] = row;
            values[left] = value;
            left += goes;
        }

        new ReadOnlySpan<int>(otherRows, node.Count - left).CopyTo(new Span<int>(rows + left, node.Count - left));
        new ReadOnlySpan<long>(otherValues, node.Count - left).CopyTo(new Span<long>(values + left, node.Count - left));
        return left;
    }

    /// <summary>The mean of the targets as they were given, not as they were packed; for more than two classes a place in the shares.</summary>
    private float LeafAnswer(Pending node)
    {
        int* rows = _rows.Pointer + node.Begin;
        if (_data.Classes == 0)
        {
            double sum = 0;
            double total = 0;
            for (int i = 0; i < node.Count; i++)
            {
                double weight = _drawn[rows[i]] * (double)(_data.Weights?[rows[i]] ?? 1);
                sum += weight * _data.Targets[rows[i]];
                total += weight;
            }

            return (float)(sum / total);
        }

        int place = _shares.Count / _data.Classes;
        int start = _shares.Count;
        _shares.AddRange(new float[_data.Classes]);
        double all = 0;
        for (int i = 0; i < node.Count; i++)
        {
            float weight = _drawn[rows[i]] * (_data.Weights?[rows[i]] ?? 1);
            _shares[start + (int)_data.Targets[rows[i]]] += weight;
            all += weight;
        }

        for (int k = 0; k < _data.Classes; k++)
        {
            if (_shares[start + k] == all)
            {
                // All are of one class: such leaves are most, and share one entry a class, which stands before all others.
                _shares.RemoveRange(start, _data.Classes);
                return k;
            }

            _shares[start + k] /= (float)all;
        }

        return _data.Classes + place;
    }

    /// <summary>A node to be added.</summary>
    /// <param name="Begin">Where its rows start.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Depth">Steps from the root.</param>
    /// <param name="Parent">Its parent if it is the right child, else −1.</param>
    private readonly record struct Pending(int Begin, int Count, int Depth, int Parent);
}
