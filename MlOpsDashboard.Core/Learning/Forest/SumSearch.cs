using System.Runtime.CompilerServices;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>
/// For two classes (Gini impurity) and numbers (variance): both are least where Σ G²/H is largest, G being the sum of targets and H
/// of weights.
/// </summary>
/// <param name="unit">What a unit of a packed target is worth.</param>
/// <param name="weightUnit">What a unit of a packed weight is worth.</param>
internal sealed unsafe class SumSearch(float unit, float weightUnit) : ForestSearch
{
    private readonly AlignedBuffer<long> _cells = new(ForestData.MaxBins(0), clear: true);
    private readonly AlignedBuffer<long> _sums = new(ForestData.MaxBins(0));
    private readonly PresentBins _present = new();

    public override int Best(ushort* column, int bins, int* rows, long* values, int count, int minWeight, out float score)
    {
        // From so many rows on, looking at every bin is quicker than at those that occur.
        return count >= 128 + (bins / 2)
            ? BestOfMany(column, bins, rows, values, count, minWeight, out score)
            : BestOfFew(column, rows, values, count, minWeight, out score);
    }

    public override float Purity(long* values, int count)
    {
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            total += values[i];
        }

        float target = (int)(total >> 32) * unit;
        return target * target / ((int)total * weightUnit);
    }

    public override void Dispose()
    {
        _cells.Dispose();
        _sums.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BestOfMany(ushort* column, int bins, int* rows, long* values, int count, int minWeight, out float score)
    {
        long* cells = _cells.Pointer;
        for (int i = 0; i < count; i++)
        {
            cells[column[rows[i]]] += values[i];
        }

        long* sums = _sums.Pointer;
        SplitKernel.RunningSumsScalar(cells, bins, 0, sums);
        long total = sums[bins - 1];
        var terms = new SplitTerms((int)(total >> 32) * unit, (int)total * weightUnit, unit, weightUnit, 0, 0, minWeight * weightUnit * 0.9999f);
        int best = SplitKernel.Best(sums, bins - 1, terms, out score);
        int next = best + 1;
        while (best >= 0 && next < bins - 1 && cells[next] == 0)
        {
            next++;
        }

        Unsafe.InitBlock(cells, 0, (uint)bins * sizeof(long));
        return best < 0 ? -1 : Middle(best, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BestOfFew(ushort* column, int* rows, long* values, int count, int minWeight, out float score)
    {
        long* cells = _cells.Pointer;
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            int bin = column[rows[i]];
            cells[bin] += values[i];
            _present.Add(bin);
            total += values[i];
        }

        float allTarget = (int)(total >> 32) * unit;
        int allWeight = (int)total;
        long left = 0;
        int previous = -1;
        int best = -1;
        score = float.NegativeInfinity;
        _present.Start();
        for (int bin = _present.Next(); bin >= 0; bin = _present.Next())
        {
            int leftWeight = (int)left;
            if (leftWeight >= minWeight && allWeight - leftWeight >= minWeight)
            {
                float target = (int)(left >> 32) * unit;
                float other = allTarget - target;
                float value = (target * target / (leftWeight * weightUnit)) + (other * other / ((allWeight - leftWeight) * weightUnit));
                if (value > score)
                {
                    score = value;
                    best = Middle(previous, bin);
                }
            }

            left += cells[bin];
            cells[bin] = 0;
            previous = bin;
        }

        return best;
    }
}
