using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>A network in training.</summary>
internal sealed unsafe class NetworkState : IDisposable
{
    /// <summary>The last layer starts small, so that the first answers are the classes' shares, or the mean.</summary>
    private const double LastGain = 0.1;

    private readonly EmbeddingLayer? _embedding;
    private readonly HiddenBlock[] _hidden;
    private readonly DenseLayer _last;
    private readonly Trainable _lastShift;
    private readonly Tensor _scores;
    private readonly Tensor _derivatives;
    private readonly NetworkOptions _options;
    private readonly TaskKind _task;
    private readonly Trainable[] _trainables;
    private readonly WorkerTeam _team;
    private int _step;

    /// <param name="inputs">Features of a row.</param>
    /// <param name="categories">Runs of one-hot features to embed; none where they are taken as they are.</param>
    /// <param name="start">The first answer of each output, before its link.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="options">Layers and dropout.</param>
    /// <param name="team">Shares the work.</param>
    /// <param name="random">Draws the weights.</param>
    public NetworkState(
        int inputs, EmbeddingBlock[] categories, float[] start, TaskKind task, NetworkOptions options, WorkerTeam team, SeededRandom random)
    {
        (_options, _task, _team) = (options, task, team);
        var multiplier = new Multiplier(team);
        _hidden = new HiddenBlock[options.Hidden.Length];
        _embedding = categories.Length > 0 ? new EmbeddingLayer(inputs, categories, options.BatchRows, team, random) : null;
        int width = _embedding?.Output.Columns ?? inputs;
        for (int i = 0; i < _hidden.Length; i++)
        {
            _hidden[i] = new HiddenBlock(width, options.Hidden[i], options, multiplier, team, random);
            width = options.Hidden[i];
        }

        int outputs = start.Length;
        _last = new DenseLayer(width, outputs, multiplier, random, LastGain);
        _lastShift = new Trainable(1, outputs, decays: false);
        start.CopyTo(_lastShift.Values.RowSpan(0));
        _scores = new Tensor(options.BatchRows, outputs);
        _derivatives = new Tensor(options.BatchRows, outputs);
        _trainables = [.. _embedding?.Trainables ?? [], .. _hidden.SelectMany(block => block.Trainables), _last.Weights, _lastShift];
    }

    /// <summary>Does one step on a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="rows">How many.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="seed">Different for each step.</param>
    /// <returns>The weighted mean loss of the batch before the step.</returns>
    public double Step(Tensor batch, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int rows, double rate, ulong seed)
    {
        _embedding?.Forward(batch, rows);
        Tensor first = _embedding?.Output ?? batch;
        Tensor input = first;
        for (int i = 0; i < _hidden.Length; i++)
        {
            _hidden[i].Forward(input, rows, seed + ((ulong)i << 40));
            input = _hidden[i].Output;
        }

        _last.Forward(input, _scores, rows);
        double loss = NetworkLoss.Differentiate(_task, _scores, _lastShift.Values.RowSpan(0), targets, weights, _derivatives, rows);
        SumColumns(_derivatives, _lastShift.Gradients.RowSpan(0), rows);
        _last.Back(input, _derivatives, _hidden[^1].Derivatives, rows);
        for (int i = _hidden.Length - 1; i >= 0; i--)
        {
            _hidden[i].Back(i > 0 ? _hidden[i - 1].Output : first, i > 0 ? _hidden[i - 1].Derivatives : _embedding?.Derivatives, rows);
        }

        _embedding?.Back(batch, rows);
        _step++;
        _team.Run(_trainables.Length, i => _trainables[i].Step(_step, rate, _options.WeightDecay));
        return loss;
    }

    /// <summary>The network as it is now, for prediction.</summary>
    /// <param name="scale">For numbers, what 1 at the last layer is worth.</param>
    /// <param name="shift">For numbers, what 0 at the last layer stands for.</param>
    /// <param name="epochs">The epochs that it has seen.</param>
    public NetworkModel Freeze(float scale, float shift, int epochs)
    {
        Tensor values = _last.Weights.Values;
        var weights = new float[values.Rows * values.Columns];
        for (int row = 0; row < values.Rows; row++)
        {
            values.RowSpan(row).CopyTo(weights.AsSpan(row * values.Columns));
        }

        var last = new NetworkLayer(values.Rows, values.Columns, weights, _lastShift.Values.RowSpan(0).ToArray());
        NetworkLayer[] layers = [.. _hidden.Select(block => block.Fold()), last];
        layers[0] = _embedding?.Fold(layers[0]) ?? layers[0];
        return new NetworkModel(layers, _task, _options.Gelu, scale, shift, epochs);
    }

    public void Dispose()
    {
        _embedding?.Dispose();
        foreach (HiddenBlock block in _hidden)
        {
            block.Dispose();
        }

        _last.Dispose();
        _lastShift.Dispose();
        _scores.Dispose();
        _derivatives.Dispose();
    }

    private static void SumColumns(Tensor tensor, Span<float> sums, int rows)
    {
        sums.Clear();
        for (int row = 0; row < rows; row++)
        {
            Span<float> values = tensor.RowSpan(row);
            for (int column = 0; column < values.Length; column++)
            {
                sums[column] += values[column];
            }
        }
    }
}
