using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>A sum of trees, and the link from sums to answers.</summary>
internal sealed class BoostedModel : IFittedModel, ITreeModel
{
    private readonly double[] _start;
    private readonly ScoreLink _link;

    /// <param name="trees">The trees; that of output k are numbers k, k + K, k + 2K, …</param>
    /// <param name="start">What is added to each output's sum.</param>
    /// <param name="link">From sums to answers.</param>
    public BoostedModel(TreeEnsemble trees, double[] start, ScoreLink link)
    {
        (Trees, _start, _link) = (trees, start, link);
        Importance = TreeImportance.Of(trees);
    }

    public TreeEnsemble Trees { get; }

    /// <summary>What is added to each output's sum.</summary>
    public IReadOnlyList<double> Start => _start;

    public ScoreLink Link => _link;

    public TreeSums Sums => new(Trees, _start) { Link = _link.ToString().ToLowerInvariant() };

    public int FeatureCount => Trees.FeatureCount;

    public int OutputCount => _link == ScoreLink.Logistic ? 2 : _start.Length;

    public IReadOnlyList<double> Importance { get; }

    public int Steps => Trees.Trees / _start.Length;

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        if (features.Length < FeatureCount)
        {
            throw new ArgumentException("Too few features.", nameof(features));
        }

        Span<double> sums = _start.Length <= 256 ? stackalloc double[_start.Length] : new double[_start.Length];
        _start.CopyTo(sums);
        Trees.AddTo(features, sums);
        Answer(sums, outputs);
    }

    public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken) =>
        BatchRunner.Run(features.Rows, threads, (begin, count) => PredictBlock(features, outputs, begin, count), cancellationToken);

    public void Save(WeightsWriter writer)
    {
        writer.Write("boosting.link", [(int)_link, FeatureCount]);
        writer.Write("boosting.start", _start);
        TreeEnsembleFormat.Save(Trees, writer);
    }

    public static BoostedModel Load(WeightsReader reader)
    {
        int[] shape = reader.Integers("boosting.link");
        double[] start = reader.Doubles("boosting.start");
        if (shape.Length != 2 || !Enum.IsDefined((ScoreLink)shape[0]) || shape[1] < 1 || start.Length == 0
            || (start.Length > 1 && (ScoreLink)shape[0] != ScoreLink.Softmax))
        {
            throw new InvalidDataException("The model's weights are damaged or not of gradient boosting.");
        }

        return new BoostedModel(TreeEnsembleFormat.Load(reader, shape[1]), start, (ScoreLink)shape[0]);
    }

    private void PredictBlock(FeatureMatrix features, Memory<float> outputs, int begin, int count)
    {
        Span<double> sums = new double[count * _start.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = _start[i % _start.Length];
        }

        TreeBatch.AddTo(Trees, features, begin, count, sums, _start.Length);
        Span<float> to = outputs.Span;
        for (int i = 0; i < count; i++)
        {
            Answer(sums.Slice(i * _start.Length, _start.Length), to.Slice((begin + i) * OutputCount, OutputCount));
        }
    }

    private void Answer(Span<double> sums, Span<float> outputs)
    {
        switch (_link)
        {
            case ScoreLink.Identity:
                outputs[0] = (float)sums[0];
                break;
            case ScoreLink.Exponential:
                outputs[0] = (float)Math.Exp(sums[0]);
                break;
            case ScoreLink.Logistic:
                float probability = (float)(1 / (1 + Math.Exp(-sums[0])));
                outputs[0] = 1 - probability;
                outputs[1] = probability;
                break;
            default:
                Softmax(sums, outputs);
                break;
        }
    }

    private static void Softmax(Span<double> sums, Span<float> outputs)
    {
        double largest = double.NegativeInfinity;
        foreach (double sum in sums)
        {
            largest = Math.Max(largest, sum);
        }

        double total = 0;
        for (int k = 0; k < sums.Length; k++)
        {
            sums[k] = Math.Exp(sums[k] - largest);
            total += sums[k];
        }

        for (int k = 0; k < sums.Length; k++)
        {
            outputs[k] = (float)(sums[k] / total);
        }
    }
}
