using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>
/// Describes each category by a few learnt numbers in place of its one-hot feature (Guo and Berkhahn 2016); other features pass.
/// It is linear, so that a trained one folds into the layer after it and prediction knows nothing of it.
/// </summary>
internal sealed unsafe class EmbeddingLayer : IDisposable
{
    private const int BlockRows = 64;
    private const double Deviation = 0.5;

    private readonly EmbeddingBlock[] _blocks;
    private readonly Trainable[] _tables;
    private readonly int[] _places;
    private readonly int[] _plain;
    private readonly int _inputs;
    private readonly WorkerTeam _team;

    public EmbeddingLayer(int inputs, EmbeddingBlock[] blocks, int batchRows, WorkerTeam team, SeededRandom random)
    {
        (_inputs, _blocks, _team) = (inputs, blocks, team);
        _plain = [.. Enumerable.Range(0, inputs).Where(input => !Array.Exists(blocks, block => input >= block.Start && input < block.Start + block.Categories))];
        _places = new int[blocks.Length];
        _tables = new Trainable[blocks.Length];
        int place = _plain.Length;
        for (int i = 0; i < blocks.Length; i++)
        {
            _places[i] = place;
            place += blocks[i].Width;
            _tables[i] = new Trainable(blocks[i].Categories, blocks[i].Width, decays: true);
            for (int row = 0; row < blocks[i].Categories; row++)
            {
                foreach (ref float value in _tables[i].Values.RowSpan(row))
                {
                    value = (float)(random.NextNormal() * Deviation);
                }
            }
        }

        Output = new Tensor(batchRows, place);
        Derivatives = new Tensor(batchRows, place);
    }

    /// <summary>What the next layer takes in.</summary>
    public Tensor Output { get; }

    /// <summary>The loss's derivatives by <see cref="Output"/>, written by the next layer.</summary>
    public Tensor Derivatives { get; }

    public IEnumerable<Trainable> Trainables => _tables;

    public void Forward(Tensor input, int rows) => _team.Run((rows + BlockRows - 1) / BlockRows, part =>
    {
        for (int row = part * BlockRows; row < Math.Min(rows, (part + 1) * BlockRows); row++)
        {
            float* from = input.Row(row);
            float* to = Output.Row(row);
            for (int i = 0; i < _plain.Length; i++)
            {
                to[i] = from[_plain[i]];
            }

            for (int i = 0; i < _blocks.Length; i++)
            {
                Describe(i, from + _blocks[i].Start, to + _places[i]);
            }
        }
    });

    /// <summary>Writes the gradients of the descriptions; nothing needs the derivatives by the input.</summary>
    public void Back(Tensor input, int rows) => _team.Run(_blocks.Length, i =>
    {
        EmbeddingBlock block = _blocks[i];
        Tensor gradients = _tables[i].Gradients;
        new Span<float>(gradients.Pointer, gradients.Rows * gradients.Pitch).Clear();
        for (int row = 0; row < rows; row++)
        {
            float* from = input.Row(row) + block.Start;
            for (int category = 0; category < block.Categories; category++)
            {
                if (from[category] != 0)
                {
                    AxpyKernel.Add(from[category], Derivatives.Row(row) + _places[i], gradients.Row(category), block.Width);
                }
            }
        }
    });

    /// <summary>The layer after this one, as it would be without this one.</summary>
    /// <param name="next">The layer after this one.</param>
    public NetworkLayer Fold(NetworkLayer next)
    {
        var weights = new float[_inputs * next.Outputs];
        for (int i = 0; i < _plain.Length; i++)
        {
            next.Weights.AsSpan(i * next.Outputs, next.Outputs).CopyTo(weights.AsSpan(_plain[i] * next.Outputs));
        }

        for (int i = 0; i < _blocks.Length; i++)
        {
            for (int category = 0; category < _blocks[i].Categories; category++)
            {
                Span<float> to = weights.AsSpan((_blocks[i].Start + category) * next.Outputs, next.Outputs);
                Span<float> description = _tables[i].Values.RowSpan(category);
                for (int k = 0; k < description.Length; k++)
                {
                    ReadOnlySpan<float> from = next.Weights.AsSpan((_places[i] + k) * next.Outputs, next.Outputs);
                    for (int output = 0; output < to.Length; output++)
                    {
                        to[output] += description[k] * from[output];
                    }
                }
            }
        }

        return new NetworkLayer(_inputs, next.Outputs, weights, next.Shifts);
    }

    public void Dispose()
    {
        Output.Dispose();
        Derivatives.Dispose();
        foreach (Trainable table in _tables)
        {
            table.Dispose();
        }
    }

    private void Describe(int index, float* from, float* to)
    {
        EmbeddingBlock block = _blocks[index];
        new Span<float>(to, block.Width).Clear();
        for (int category = 0; category < block.Categories; category++)
        {
            if (from[category] != 0)
            {
                AxpyKernel.Add(from[category], _tables[index].Values.Row(category), to, block.Width);
            }
        }
    }
}
