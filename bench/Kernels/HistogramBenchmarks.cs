using BenchmarkDotNet.Attributes;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.KernelBench;

/// <summary>Building a histogram of 16 features and finding its best split, beside the plain twins.</summary>
public class HistogramBenchmarks
{
    private const int Rows = 100_000;
    private const int Width = 16;

    private readonly byte[] _bins = new byte[Rows * Width];
    private readonly long[] _packed = new long[Rows];
    private readonly int[] _leaf = new int[Rows / 4];
    private readonly long[] _histogram = new long[Width * HistogramKernel.Cells];
    private readonly long[] _sums = new long[HistogramKernel.Cells];
    private SplitTerms _terms;

    /// <summary>Makes bins, gradients, and a leaf of every fourth row or so.</summary>
    [GlobalSetup]
    public unsafe void Prepare()
    {
        var random = new SeededRandom(1);
        for (int i = 0; i < _bins.Length; i++)
        {
            _bins[i] = (byte)random.Next(255);
        }

        for (int row = 0; row < Rows; row++)
        {
            _packed[row] = ((long)(random.Next(2001) - 1000) << 32) + random.Next(1000) + 1;
        }

        for (int i = 0; i < _leaf.Length; i++)
        {
            _leaf[i] = (4 * i) + random.Next(4);
        }

        HistogramOfAllRows();
        fixed (long* histogram = _histogram, sums = _sums)
        {
            SplitKernel.RunningSumsScalar(histogram, HistogramKernel.Cells, 0, sums);
        }

        _terms = new SplitTerms(_sums[^1] >> 32, (uint)_sums[^1], 1, 1, 0, 1, 1);
    }

    /// <summary>All rows, in order.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public unsafe void HistogramOfAllRows()
    {
        fixed (byte* bins = _bins)
        fixed (long* packed = _packed, histogram = _histogram)
        {
            HistogramKernel.Accumulate(bins, Width, Width, null, Rows, packed, histogram);
        }
    }

    /// <summary>The rows of a leaf, which lie apart.</summary>
    [Benchmark(OperationsPerInvoke = Rows / 4)]
    public unsafe void HistogramOfALeaf()
    {
        fixed (byte* bins = _bins)
        fixed (int* rows = _leaf)
        fixed (long* packed = _packed, histogram = _histogram)
        {
            HistogramKernel.Accumulate(bins, Width, Width, rows, _leaf.Length, packed, histogram);
        }
    }

    /// <summary>The plain twin, all rows.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public unsafe void HistogramScalar()
    {
        fixed (byte* bins = _bins)
        fixed (long* packed = _packed, histogram = _histogram)
        {
            HistogramKernel.AccumulateScalar(bins, Width, Width, null, Rows, packed, histogram);
        }
    }

    /// <summary>The best of 255 thresholds of a feature.</summary>
    [Benchmark]
    public unsafe int BestSplit()
    {
        fixed (long* sums = _sums)
        {
            return SplitKernel.Best(sums, HistogramKernel.Cells - 1, _terms, out _);
        }
    }

    /// <summary>The plain twin.</summary>
    [Benchmark]
    public unsafe int BestSplitScalar()
    {
        fixed (long* sums = _sums)
        {
            return SplitKernel.BestScalar(sums, HistogramKernel.Cells - 1, _terms, out _);
        }
    }
}
