using System.Runtime.CompilerServices;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>For three or more classes: Gini impurity is least where Σ over sides of Σ_k W_k²/W is largest.</summary>
/// <param name="classes">The number of classes.</param>
/// <param name="weightUnit">What a unit of a packed weight is worth.</param>
internal sealed unsafe class CountSearch(int classes, float weightUnit) : ForestSearch
{
    private readonly AlignedBuffer<int> _cells = new((long)ForestData.MaxBins(classes) * classes, clear: true);
    private readonly PresentBins _present = new();
    private readonly AlignedBuffer<int> _left = new(classes);
    private readonly AlignedBuffer<int> _right = new(classes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Best(ushort* column, int bins, int* rows, long* values, int count, int minWeight, out float score)
    {
        int* cells = _cells.Pointer;
        int* left = _left.Pointer;
        int* right = _right.Pointer;
        _left.Span.Clear();
        _right.Span.Clear();
        long rightWeight = 0;
        for (int i = 0; i < count; i++)
        {
            int bin = column[rows[i]];
            int target = (int)(values[i] >> 32);
            int weight = (int)values[i];
            cells[(bin * classes) + target] += weight;
            right[target] += weight;
            rightWeight += weight;
            _present.Add(bin);
        }

        double leftSquares = 0;
        double rightSquares = Squares(right);
        long leftWeight = 0;
        int previous = -1;
        int best = -1;
        score = float.NegativeInfinity;
        _present.Start();
        for (int bin = _present.Next(); bin >= 0; bin = _present.Next())
        {
            if (leftWeight >= minWeight && rightWeight >= minWeight)
            {
                float value = (float)(((leftSquares / leftWeight) + (rightSquares / rightWeight)) * weightUnit);
                if (value > score)
                {
                    score = value;
                    best = Middle(previous, bin);
                }
            }

            int* cell = cells + (bin * classes);
            for (int k = 0; k < classes; k++)
            {
                int weight = cell[k];
                if (weight != 0)
                {
                    cell[k] = 0;
                    leftSquares += weight * ((2.0 * left[k]) + weight);
                    rightSquares += weight * (weight - (2.0 * right[k]));
                    left[k] += weight;
                    right[k] -= weight;
                    leftWeight += weight;
                    rightWeight -= weight;
                }
            }

            previous = bin;
        }

        return best;
    }

    public override float Purity(long* values, int count)
    {
        int* sums = _right.Pointer;
        _right.Span.Clear();
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            sums[(int)(values[i] >> 32)] += (int)values[i];
            total += (int)values[i];
        }

        return (float)(Squares(sums) / total * weightUnit);
    }

    public override void Dispose()
    {
        _cells.Dispose();
        _left.Dispose();
        _right.Dispose();
    }

    private double Squares(int* weights)
    {
        double sum = 0;
        for (int k = 0; k < classes; k++)
        {
            sum += (double)weights[k] * weights[k];
        }

        return sum;
    }
}
