using BenchmarkDotNet.Attributes;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.KernelBench;

/// <summary>Answers and explanations of 200 boosted trees with 31 leaves; each figure is of one row.</summary>
public class TreeBenchmarks
{
    private const int Rows = 20_000;
    private const int Width = 14;

    private readonly TrainingData _data = KernelData.Make(Rows, Width);
    private readonly double[] _contributions = new double[Width];
    private readonly float[] _outputs = new float[2];
    private readonly float[] _batch = new float[2 * Rows];
    private float[][] _rows = [];
    private IFittedModel _model = null!;
    private PathDependentShap _explainer = null!;
    private int _next;

    /// <summary>Fits the model.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var fitted = (BoostedModel)new GradientBoostingLearner().Fit(
            _data, Hyperparameters.None.With("rounds", 200).With("max_leaves", 31), new TrainingContext { Seed = 1, Threads = 2 });
        (_model, _rows) = (fitted, KernelData.Rows(_data));
        _explainer = new PathDependentShap(TreeAnswers.Of(fitted), SourceMap.Identity(Width), fitted.OutputCount);
    }

    /// <summary>A row that is asked for alone, another one each time.</summary>
    [Benchmark]
    public float Single()
    {
        _model.Predict(_rows[_next = (_next + 1) % Rows], _outputs);
        return _outputs[1];
    }

    /// <summary>A batch on one thread.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public float Batch()
    {
        _model.PredictBatch(_data.Features, _batch, threads: 1, CancellationToken.None);
        return _batch[1];
    }

    /// <summary>The path-dependent TreeSHAP values of a row.</summary>
    [Benchmark]
    public double TreeShap() => _explainer.Explain(_rows[_next = (_next + 1) % Rows], 0, _contributions);
}
