using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>The numbers of a fit that have one value a row: targets, scores, derivatives. Work goes by blocks of rows that depend on their number only.</summary>
internal sealed unsafe class BoostingState : IDisposable
{
    private readonly BoostingLoss _loss;
    private readonly WorkerTeam _team;
    private readonly AlignedBuffer<float> _targets;
    private readonly AlignedBuffer<float>? _weights;
    private readonly AlignedBuffer<float> _scores;
    private readonly AlignedBuffer<float> _gradients;
    private readonly AlignedBuffer<float> _hessians;
    private readonly AlignedBuffer<long> _packed;
    private readonly int _blockRows;
    private readonly int _blocks;
    private readonly double[] _gradientSums;
    private readonly double[] _hessianSums;
    private readonly long[] _packedSums;
    private readonly Action<int> _differentiateBlock;
    private readonly Action<int> _packBlock;
    private int _output;
    private float _gradientScale;
    private float _hessianScale;

    /// <param name="loss">The loss.</param>
    /// <param name="targets">A target a row.</param>
    /// <param name="weights">A weight a row, or null.</param>
    /// <param name="start">The first score of each output.</param>
    /// <param name="trains">Whether derivatives are wanted, or only scores.</param>
    /// <param name="team">Shares the work.</param>
    public BoostingState(BoostingLoss loss, float[] targets, float[]? weights, double[] start, bool trains, WorkerTeam team)
    {
        (_loss, _team) = (loss, team);
        Rows = targets.Length;
        long values = (long)Rows * loss.Outputs;
        _targets = Copy(targets);
        _weights = weights is null ? null : Copy(weights);
        _scores = new AlignedBuffer<float>(values);
        _gradients = new AlignedBuffer<float>(trains ? values : 0);
        _hessians = new AlignedBuffer<float>(trains ? values : 0);
        _packed = new AlignedBuffer<long>(trains ? Rows : 0);
        _blockRows = Math.Clamp(Rows / 32 / 1024 * 1024, 2048, 65536);
        _blocks = (Rows + _blockRows - 1) / _blockRows;
        _gradientSums = new double[_blocks * loss.Outputs];
        _hessianSums = new double[_blocks * loss.Outputs];
        _packedSums = new long[_blocks];
        _differentiateBlock = DifferentiateBlock;
        _packBlock = PackBlock;
        for (int output = 0; output < loss.Outputs; output++)
        {
            new Span<float>(Scores(output), Rows).Fill((float)start[output]);
        }
    }

    public int Rows { get; }

    public long* Packed => _packed.Pointer;

    public ReadOnlySpan<float> Targets => _targets.Span;

    public ReadOnlySpan<float> Weights => _weights is null ? default : _weights.Span;

    public int BlockRows => _blockRows;

    public int Blocks => _blocks;

    public float* Scores(int output) => _scores.Pointer + ((long)output * Rows);

    /// <summary>Writes the derivatives of all outputs.</summary>
    public void Differentiate() => _team.Run(_blocks, _differentiateBlock);

    /// <summary>
    /// Packs the derivatives of one output. The scales spend the 30 bits on the sums of absolute values, so that outliers cost the
    /// other rows no precision beyond what they take in a plain sum too.
    /// </summary>
    /// <param name="output">The output.</param>
    /// <param name="headroom">By how much single rows may be raised afterwards.</param>
    /// <param name="units">What the packed units are worth.</param>
    /// <returns>The packed sum of all rows.</returns>
    public long Pack(int output, double headroom, out GradientUnits units)
    {
        double gradients = 0;
        double hessians = 0;
        for (int block = 0; block < _blocks; block++)
        {
            gradients += _gradientSums[(output * _blocks) + block];
            hessians += _hessianSums[(output * _blocks) + block];
        }

        double budget = ((1 << 30) - (double)Rows) / headroom;
        _output = output;
        _gradientScale = gradients > 0 ? (float)Math.Min(budget / gradients, float.MaxValue) : 1;
        _hessianScale = _loss.UnitHessian && _weights is null ? 1 : hessians > 0 ? (float)Math.Min(budget / hessians, float.MaxValue) : 1;
        units = new GradientUnits((float)(1.0 / _gradientScale), (float)(1.0 / _hessianScale));
        _team.Run(_blocks, _packBlock);
        long sum = 0;
        foreach (long part in _packedSums)
        {
            sum += part;
        }

        return sum;
    }

    /// <summary>The weighted mean loss, as it is reported.</summary>
    public double Loss()
    {
        var sums = new double[_blocks];
        _team.Run(_blocks, block => sums[block] = _loss.Sum(Block(block)));
        double weight = Rows;
        if (_weights is not null)
        {
            weight = 0;
            foreach (float value in _weights.Span)
            {
                weight += value;
            }
        }

        return _loss.Report(sums.Sum() / weight);
    }

    public void Dispose()
    {
        _targets.Dispose();
        _weights?.Dispose();
        _scores.Dispose();
        _gradients.Dispose();
        _hessians.Dispose();
        _packed.Dispose();
    }

    private static AlignedBuffer<float> Copy(float[] values)
    {
        var buffer = new AlignedBuffer<float>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    private LossBlock Block(int block)
    {
        int begin = block * _blockRows;
        return new LossBlock(
            _scores.Pointer + begin,
            _targets.Pointer + begin,
            _weights is null ? null : _weights.Pointer + begin,
            Math.Min(_blockRows, Rows - begin),
            Rows);
    }

    private void DifferentiateBlock(int block)
    {
        int begin = block * _blockRows;
        LossBlock rows = Block(block);
        _loss.Gradients(rows, _gradients.Pointer + begin, _hessians.Pointer + begin);
        for (int output = 0; output < _loss.Outputs; output++)
        {
            long offset = ((long)output * Rows) + begin;
            _gradientSums[(output * _blocks) + block] = SumKernel.Absolute(_gradients.Pointer + offset, rows.Count);
            _hessianSums[(output * _blocks) + block] = SumKernel.Absolute(_hessians.Pointer + offset, rows.Count);
        }
    }

    private void PackBlock(int block)
    {
        int begin = block * _blockRows;
        long offset = ((long)_output * Rows) + begin;
        _packedSums[block] = PackKernel.Pack(
            _gradients.Pointer + offset,
            _hessians.Pointer + offset,
            _gradientScale,
            _hessianScale,
            _packed.Pointer + begin,
            Math.Min(_blockRows, Rows - begin));
    }
}
