using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>
/// One feature's bins. There are many more of them than for boosting: single trees that grow to their last rows gain by fine
/// thresholds, where boosting takes further trees. Missing values have the bin after the last.
/// </summary>
internal sealed unsafe class ForestColumn : IDisposable
{
    private readonly AlignedBuffer<ushort> _bins;
    private readonly float[] _thresholds;

    /// <param name="values">The feature's training values.</param>
    /// <param name="maxBins">The most bins, that for missing values included.</param>
    public ForestColumn(ReadOnlySpan<float> values, int maxBins)
    {
        _thresholds = BinFinder.Thresholds(values, maxBins - 1) ?? [];
        _bins = new AlignedBuffer<ushort>(values.Length);
        Span<ushort> bins = _bins.Span;
        for (int row = 0; row < values.Length; row++)
        {
            bins[row] = (ushort)(float.IsNaN(values[row]) ? _thresholds.Length + 1 : CountBelow(values[row]));
        }

        IsConstant = values.Length == 0 || !bins.ContainsAnyExcept(bins[0]);
    }

    public ushort* Pointer => _bins.Pointer;

    /// <summary>The number of bins, that for missing values included.</summary>
    public int Bins => _thresholds.Length + 2;

    public bool IsConstant { get; }

    /// <summary>The largest value of a bin.</summary>
    public float UpperBound(int bin) => bin < _thresholds.Length ? _thresholds[bin] : float.PositiveInfinity;

    public void Dispose() => _bins.Dispose();

    private int CountBelow(float value)
    {
        int low = 0;
        int length = _thresholds.Length;
        while (length > 0)
        {
            int half = length >> 1;
            bool above = value > _thresholds[low + half];
            low = above ? low + half + 1 : low;
            length = above ? length - half - 1 : half;
        }

        return low;
    }
}
