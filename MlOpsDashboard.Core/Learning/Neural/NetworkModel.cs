using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>A trained network: layers, with a bend after each but the last.</summary>
internal sealed class NetworkModel : IFittedModel
{
    private const int StackWidth = 4096;

    private readonly NetworkLayer[] _layers;
    private readonly TaskKind _task;
    private readonly bool _gelu;
    private readonly float _scale;
    private readonly float _shift;
    private readonly int _widest;

    /// <param name="layers">The layers.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="gelu">Whether the bend is GELU, else ReLU.</param>
    /// <param name="scale">For numbers, what 1 at the last layer is worth.</param>
    /// <param name="shift">For numbers, what 0 at the last layer stands for.</param>
    /// <param name="epochs">The epochs that it has seen.</param>
    public NetworkModel(NetworkLayer[] layers, TaskKind task, bool gelu, float scale, float shift, int epochs)
    {
        Steps = epochs;
        (_layers, _task, _gelu, _scale, _shift) = (layers, task, gelu, scale, shift);
        _widest = layers.Max(layer => layer.Outputs);
    }

    /// <summary>The layers.</summary>
    public IReadOnlyList<NetworkLayer> Layers => _layers;

    /// <summary>What is predicted.</summary>
    public TaskKind Task => _task;

    /// <summary>Whether the bend is GELU, else ReLU.</summary>
    public bool Gelu => _gelu;

    /// <summary>For numbers, what 1 at the last layer is worth.</summary>
    public float Scale => _scale;

    /// <summary>For numbers, what 0 at the last layer stands for.</summary>
    public float Shift => _shift;

    public int FeatureCount => _layers[0].Inputs;

    public int OutputCount => _task == TaskKind.Binary ? 2 : _layers[^1].Outputs;

    public IReadOnlyList<double> Importance => [];

    public int Steps { get; }

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        if (features.Length < FeatureCount)
        {
            throw new ArgumentException("Too few features.", nameof(features));
        }

        Span<float> buffer = _widest <= StackWidth ? stackalloc float[2 * _widest] : new float[2 * _widest];
        Span<float> current = buffer[.._widest];
        Span<float> next = buffer[_widest..];
        scoped ReadOnlySpan<float> input = features;
        for (int i = 0; i < _layers.Length; i++)
        {
            Apply(_layers[i], input, next, bends: i < _layers.Length - 1);
            Span<float> swap = current;
            current = next;
            next = swap;
            input = current;
        }

        Answer(current, outputs);
    }

    public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken) =>
        BatchRunner.Run(
            features.Rows,
            threads,
            (begin, count) =>
            {
                var row = new float[features.Width];
                for (int i = begin; i < begin + count; i++)
                {
                    features.CopyRow(i, row);
                    Predict(row, outputs.Span.Slice(i * OutputCount, OutputCount));
                }
            },
            cancellationToken);

    public void Save(WeightsWriter writer)
    {
        writer.Write("network.shape", [(int)_task, _gelu ? 1 : 0, _layers[0].Inputs, .. _layers.Select(layer => layer.Outputs)]);
        writer.Write("network.epochs", [Steps]);
        writer.Write("network.target", [_scale, _shift]);
        for (int i = 0; i < _layers.Length; i++)
        {
            writer.Write($"network.{i}.weights", _layers[i].Weights);
            writer.Write($"network.{i}.shifts", _layers[i].Shifts);
        }
    }

    public static NetworkModel Load(WeightsReader reader)
    {
        int[] shape = reader.Integers("network.shape");
        float[] target = reader.Singles("network.target");
        int[] epochs = reader.Integers("network.epochs");
        Check(epochs.Length == 1 && shape.Length is >= 4 and < 100 && target.Length == 2 && Enum.IsDefined((TaskKind)shape[0]) && shape[1] is 0 or 1);
        var layers = new NetworkLayer[shape.Length - 3];
        for (int i = 0; i < layers.Length; i++)
        {
            (int inputs, int outputs) = (shape[i + 2], shape[i + 3]);
            layers[i] = new NetworkLayer(inputs, outputs, reader.Singles($"network.{i}.weights"), reader.Singles($"network.{i}.shifts"));
            Check(inputs > 0 && outputs > 0 && layers[i].Weights.Length == (long)inputs * outputs && layers[i].Shifts.Length == outputs);
        }

        Check((TaskKind)shape[0] == TaskKind.Multiclass ? shape[^1] > 2 : shape[^1] == 1);
        return new NetworkModel(layers, (TaskKind)shape[0], shape[1] == 1, target[0], target[1], epochs[0]);
    }

    private static void Check(bool fits)
    {
        if (!fits)
        {
            throw new InvalidDataException("The model's weights are damaged or not of a network.");
        }
    }

    private unsafe void Apply(NetworkLayer layer, ReadOnlySpan<float> input, Span<float> output, bool bends)
    {
        layer.Shifts.CopyTo(output);
        fixed (float* weights = layer.Weights, to = output)
        {
            for (int i = 0; i < layer.Inputs; i++)
            {
                // One-hot categories and bent activations are mostly zeros.
                if (input[i] != 0)
                {
                    AxpyKernel.Add(input[i], weights + ((long)i * layer.Outputs), to, layer.Outputs);
                }
            }
        }

        for (int i = 0; bends && i < layer.Outputs; i++)
        {
            output[i] = _gelu ? ActivationKernel.Gelu(output[i]).Value : Math.Max(output[i], 0);
        }
    }

    private void Answer(Span<float> scores, Span<float> outputs)
    {
        switch (_task)
        {
            case TaskKind.Regression:
                outputs[0] = (scores[0] * _scale) + _shift;
                break;
            case TaskKind.Binary:
                float probability = 1 / (1 + MathF.Exp(-scores[0]));
                outputs[0] = 1 - probability;
                outputs[1] = probability;
                break;
            default:
                SoftMax(scores[..OutputCount], outputs);
                break;
        }
    }

    private static void SoftMax(ReadOnlySpan<float> scores, Span<float> outputs)
    {
        float largest = float.NegativeInfinity;
        foreach (float score in scores)
        {
            largest = Math.Max(largest, score);
        }

        float sum = 0;
        for (int k = 0; k < scores.Length; k++)
        {
            outputs[k] = MathF.Exp(scores[k] - largest);
            sum += outputs[k];
        }

        for (int k = 0; k < scores.Length; k++)
        {
            outputs[k] /= sum;
        }
    }
}
