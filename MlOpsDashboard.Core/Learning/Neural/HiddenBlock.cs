using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>A hidden layer in training: weights, batch normalisation, bend, dropout.</summary>
internal sealed unsafe class HiddenBlock : IDisposable
{
    private const float Momentum = 0.1f;
    private const float LeastVariance = 1e-4f;

    private readonly DenseLayer _dense;
    private readonly Trainable _scale;
    private readonly Trainable _shift;
    private readonly Tensor _normal;
    private readonly Tensor _slopes;
    private readonly Tensor _means;
    private readonly Tensor _inverses;
    private readonly float[] _runningMean;
    private readonly float[] _runningVariance;
    private readonly WorkerTeam _team;
    private readonly NetworkOptions _options;
    private readonly Action<int> _bendPanel;
    private readonly Action<int> _backPanel;
    private ulong _dropoutSeed;
    private int _batches;
    private int _rows;

    public HiddenBlock(int inputs, int outputs, NetworkOptions options, Multiplier multiplier, WorkerTeam team, SeededRandom random)
    {
        (_options, _team) = (options, team);
        _dense = new DenseLayer(inputs, outputs, multiplier, random);
        _scale = new Trainable(1, outputs, decays: false);
        _scale.Values.RowSpan(0).Fill(1);
        _shift = new Trainable(1, outputs, decays: false);
        _normal = new Tensor(options.BatchRows, outputs);
        _slopes = new Tensor(options.BatchRows, outputs);
        _means = new Tensor(1, outputs);
        _inverses = new Tensor(1, outputs);
        Output = new Tensor(options.BatchRows, outputs);
        Derivatives = new Tensor(options.BatchRows, outputs);
        _runningMean = new float[outputs];
        _runningVariance = [.. Enumerable.Repeat(1f, outputs)];
        _bendPanel = BendPanel;
        _backPanel = BackPanel;
    }

    /// <summary>What the block answers.</summary>
    public Tensor Output { get; }

    /// <summary>The loss's derivatives by <see cref="Output"/>, written by the block after this one.</summary>
    public Tensor Derivatives { get; }

    public IEnumerable<Trainable> Trainables => [_dense.Weights, _scale, _shift];

    public void Forward(Tensor input, int rows, ulong dropoutSeed)
    {
        _rows = rows;
        _dropoutSeed = dropoutSeed;
        _dense.Forward(input, _normal, rows);
        _team.Run(Output.Pitch / GemmKernel.Panel, _bendPanel);

        // The first batches are averaged, so that nothing is left of what the running values start from.
        float momentum = MathF.Max(Momentum, 1f / ++_batches);
        for (int column = 0; column < Output.Columns; column++)
        {
            float inverse = _inverses.Pointer[column];
            float variance = 1 / (inverse * inverse) * rows / Math.Max(1, rows - 1);
            _runningMean[column] += momentum * (_means.Pointer[column] - _runningMean[column]);
            _runningVariance[column] += momentum * (variance - _runningVariance[column]);
        }
    }

    public void Back(Tensor input, Tensor? byInput, int rows)
    {
        _rows = rows;
        _team.Run(Output.Pitch / GemmKernel.Panel, _backPanel);
        _dense.Back(input, Derivatives, byInput, rows);
    }

    /// <summary>Weights and shifts by which a plain layer does what this block does to a row that is predicted.</summary>
    public NetworkLayer Fold()
    {
        int inputs = _dense.Weights.Values.Rows;
        int outputs = Output.Columns;
        var weights = new float[inputs * outputs];
        var shifts = new float[outputs];
        for (int column = 0; column < outputs; column++)
        {
            // A neuron that was constant in training, for constant features, is to stay so: there is nothing to divide by.
            bool varies = _runningVariance[column] > LeastVariance;
            float factor = varies ? _scale.Values.Pointer[column] / MathF.Sqrt(_runningVariance[column]) : 0;
            shifts[column] = _shift.Values.Pointer[column] - (_runningMean[column] * factor);
            for (int row = 0; row < inputs; row++)
            {
                weights[(row * outputs) + column] = _dense.Weights.Values.Row(row)[column] * factor;
            }
        }

        return new NetworkLayer(inputs, outputs, weights, shifts);
    }

    public void Dispose()
    {
        _dense.Dispose();
        _scale.Dispose();
        _shift.Dispose();
        _normal.Dispose();
        _slopes.Dispose();
        _means.Dispose();
        _inverses.Dispose();
        Output.Dispose();
        Derivatives.Dispose();
    }

    private void BendPanel(int panel)
    {
        int column = panel * GemmKernel.Panel;
        NormKernel.Normalise(_normal.Pointer + column, _rows, _normal.Pitch, _means.Pointer + column, _inverses.Pointer + column);
        for (int row = 0; row < _rows; row++)
        {
            float* result = Output.Row(row) + column;
            float* slope = _slopes.Row(row) + column;
            ActivationKernel.Bend(
                _normal.Row(row) + column, _scale.Values.Pointer + column, _shift.Values.Pointer + column, _options.Gelu, result, slope, GemmKernel.Panel);
            if (_options.Dropout > 0)
            {
                DropoutKernel.DropScalar(result, slope, GemmKernel.Panel, (float)_options.Dropout, _dropoutSeed + (((ulong)row << 16) | (uint)panel));
            }
        }
    }

    private void BackPanel(int panel)
    {
        int column = panel * GemmKernel.Panel;
        for (int row = 0; row < _rows; row++)
        {
            float* derivative = Derivatives.Row(row) + column;
            float* slope = _slopes.Row(row) + column;
            for (int i = 0; i < GemmKernel.Panel; i++)
            {
                derivative[i] *= slope[i];
            }
        }

        NormKernel.Back(
            Derivatives.Pointer + column,
            _normal.Pointer + column,
            _rows,
            _normal.Pitch,
            _scale.Values.Pointer + column,
            _inverses.Pointer + column,
            _scale.Gradients.Pointer + column,
            _shift.Gradients.Pointer + column);
    }
}
