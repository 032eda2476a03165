using BenchmarkDotNet.Attributes;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.KernelBench;

/// <summary>ROC AUC of 10,000 rows, and the intervals of all metrics of two classes.</summary>
public class MetricBenchmarks
{
    private const int Rows = 10_000;

    private readonly Metric _auc = MetricCatalog.Find("roc_auc")!;
    private ScoredRows _scored = null!;

    /// <summary>Makes scores that say something about the labels.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new SeededRandom(3);
        float[] target = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < 0.25 ? 1f : 0f)];
        float[] outputs = [.. target.Select(label => (float)((random.NextDouble() + (label / 3)) / 1.4)).SelectMany(score => new[] { 1 - score, score })];
        _scored = new ScoredRows(TaskKind.Binary, target, outputs, 2);
    }

    /// <summary>One ROC AUC, sorting included.</summary>
    [Benchmark]
    public double RocAuc() => _auc.Compute(_scored);

    /// <summary>The intervals of eleven metrics by 1,000 draws, on one thread.</summary>
    [Benchmark]
    public int Intervals() => BootstrapIntervals.Of(_scored, seed: 1, threads: 1, CancellationToken.None).Count;
}
