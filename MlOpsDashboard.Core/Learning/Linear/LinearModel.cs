using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>Coefficients and intercepts. Immutable.</summary>
internal sealed class LinearModel : IFittedModel
{
    private const int LinkIdentity = 0;
    private const int LinkLogistic = 1;
    private const int LinkSoftmax = 2;

    private readonly double[] _coefficients;
    private readonly double[] _intercepts;
    private readonly int _link;

    /// <summary>Makes a model.</summary>
    /// <param name="coefficients">Margin after margin, a value a feature.</param>
    /// <param name="intercepts">A value a margin.</param>
    /// <param name="classification">Whether the margins are log-odds of classes.</param>
    public LinearModel(double[] coefficients, double[] intercepts, bool classification)
    {
        _coefficients = coefficients;
        _intercepts = intercepts;
        _link = !classification ? LinkIdentity : intercepts.Length == 1 ? LinkLogistic : LinkSoftmax;
        FeatureCount = coefficients.Length / intercepts.Length;
        Importance = ImportanceOf(coefficients, FeatureCount);
    }

    public IReadOnlyList<double> Coefficients => _coefficients;

    public IReadOnlyList<double> Intercepts => _intercepts;

    public int FeatureCount { get; }

    public int OutputCount => _link == LinkLogistic ? 2 : Intercepts.Count;

    public IReadOnlyList<double> Importance { get; }

    public static LinearModel Load(WeightsReader reader)
    {
        double[] coefficients = reader.Doubles("coefficients");
        double[] intercepts = reader.Doubles("intercepts");
        int[] link = reader.Integers("link");
        if (intercepts.Length == 0
            || coefficients.Length % intercepts.Length != 0
            || link is not [>= LinkIdentity and <= LinkSoftmax]
            || (link[0] != LinkSoftmax && intercepts.Length != 1)
            || (link[0] == LinkSoftmax && intercepts.Length < 2)
            || !coefficients.Concat(intercepts).All(double.IsFinite))
        {
            throw new InvalidDataException("The linear model's arrays do not fit each other.");
        }

        return new LinearModel(coefficients, intercepts, link[0] != LinkIdentity);
    }

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        Span<double> margins = _intercepts.Length <= 256 ? stackalloc double[_intercepts.Length] : new double[_intercepts.Length];
        for (int margin = 0; margin < margins.Length; margin++)
        {
            double sum = _intercepts[margin];
            int from = margin * FeatureCount;
            for (int feature = 0; feature < FeatureCount; feature++)
            {
                sum += features[feature] * _coefficients[from + feature];
            }

            margins[margin] = sum;
        }

        Finish(margins, outputs);
    }

    public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken)
    {
        int blocks = (features.Rows + DesignMatrix.BlockRows - 1) / DesignMatrix.BlockRows;
        ParallelOptions options = ParallelLoop.Options(threads, cancellationToken);
        Parallel.For(0, blocks, options, block =>
        {
            int start = block * DesignMatrix.BlockRows;
            int length = Math.Min(DesignMatrix.BlockRows, features.Rows - start);
            PredictBlock(features, start, length, outputs.Span.Slice(start * OutputCount, length * OutputCount));
        });
    }

    public void Save(WeightsWriter writer)
    {
        writer.Write("coefficients", _coefficients);
        writer.Write("intercepts", _intercepts);
        writer.Write("link", [_link]);
    }

    private void PredictBlock(FeatureMatrix features, int start, int length, Span<float> outputs)
    {
        double[][] sums = new double[_intercepts.Length][];
        for (int margin = 0; margin < sums.Length; margin++)
        {
            sums[margin] = new double[length];
            Array.Fill(sums[margin], _intercepts[margin]);
            for (int feature = 0; feature < FeatureCount; feature++)
            {
                LinearKernels.AddScaled(
                    features.Column(feature).Slice(start, length), _coefficients[(margin * FeatureCount) + feature], sums[margin]);
            }
        }

        double[] margins = new double[sums.Length];
        for (int row = 0; row < length; row++)
        {
            for (int margin = 0; margin < margins.Length; margin++)
            {
                margins[margin] = sums[margin][row];
            }

            Finish(margins, outputs.Slice(row * OutputCount, OutputCount));
        }
    }

    private void Finish(Span<double> margins, Span<float> outputs)
    {
        switch (_link)
        {
            case LinkIdentity:
                outputs[0] = (float)margins[0];
                break;
            case LinkLogistic:
                outputs[1] = (float)LogisticLoss.Sigmoid(margins[0]);
                outputs[0] = 1 - outputs[1];
                break;
            default:
                SoftmaxLoss.Normalise(margins);
                for (int i = 0; i < margins.Length; i++)
                {
                    outputs[i] = (float)margins[i];
                }

                break;
        }
    }

    private static double[] ImportanceOf(double[] coefficients, int features)
    {
        double[] importance = new double[features];
        for (int i = 0; i < coefficients.Length; i++)
        {
            importance[i % features] += Math.Abs(coefficients[i]);
        }

        double sum = importance.Sum();
        return sum > 0 ? Array.ConvertAll(importance, value => value / sum) : [];
    }
}
