using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// Shapley values of any model by sampling. Along a random order the source columns change one by one from a background row's values to
/// the row's own; each is given the change of the answer. Each order is walked a second time backwards (antithetic, Mitchell et al.
/// 2022), which is exact for interactions of two. Sums are exact whatever the number of orders, since the changes of a walk add up.
/// </summary>
internal sealed class SamplingShap : IRowExplainer
{
    /// <summary>Answers of the model that one explanation may ask for, but for the least number of orders.</summary>
    private const int MostAnswers = 20_000;

    private const int LeastOrders = 8;

    private readonly IFittedModel _model;
    private readonly SourceMap _sources;
    private readonly float[][] _background;
    private readonly int[][] _featuresOf;
    private readonly double[][] _answers;
    private readonly int _seed;

    /// <summary>Asks the model about the background.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sources">The columns that change.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="background">Encoded rows, at least one; for many columns only the first are used.</param>
    /// <param name="seed">Starts the random choice; the same for every row, so that a row has one explanation.</param>
    public SamplingShap(IFittedModel model, SourceMap sources, TaskKind task, float[][] background, int seed)
    {
        (_model, _sources, _seed) = (model, sources, seed);
        int orders = Math.Max(LeastOrders, MostAnswers / (2 * Math.Max(1, sources.Count)));
        _background = background[..Math.Min(orders, background.Length)];
        _featuresOf = [.. Enumerable.Range(0, sources.Count).Select(source => Enumerable.Range(0, sources.Width).Where(feature => sources[feature] == source).ToArray())];
        _answers = Array.ConvertAll(_background, Answer);
        Space = task == TaskKind.Regression ? ExplanationSpace.Target : ExplanationSpace.Probability;
    }

    public ExplanationMethod Method => ExplanationMethod.PermutationSampling;

    public ExplanationSpace Space { get; }

    public long Cost => 500L * 2 * _sources.Count * _background.Length;

    public double BaseValue(int output) => _answers.Average(answer => answer[output]);

    public double Explain(ReadOnlySpan<float> row, int output, Span<double> contributions)
    {
        contributions.Clear();
        var random = new SeededRandom(_seed);
        int[] order = [.. Enumerable.Range(0, _sources.Count)];
        var mixed = new float[_sources.Width];
        var outputs = new float[_model.OutputCount];
        for (int i = 0; i < _background.Length; i++)
        {
            random.Shuffle<int>(order);
            for (int pass = 0; pass < 2; pass++)
            {
                _background[i].CopyTo(mixed, 0);
                double before = _answers[i][output];
                foreach (int source in order)
                {
                    double after = Change(row, mixed, outputs, source) ? outputs[output] : before;
                    contributions[source] += after - before;
                    before = after;
                }

                Array.Reverse(order);
            }
        }

        foreach (ref double contribution in contributions)
        {
            contribution /= 2 * _background.Length;
        }

        _model.Predict(row, outputs);
        return outputs[output];
    }

    /// <summary>Gives a column the row's values and asks again, unless it has them already.</summary>
    private bool Change(ReadOnlySpan<float> row, float[] mixed, float[] outputs, int source)
    {
        bool changed = false;
        foreach (int feature in _featuresOf[source])
        {
            changed |= !mixed[feature].Equals(row[feature]);
            mixed[feature] = row[feature];
        }

        if (changed)
        {
            _model.Predict(mixed, outputs);
        }

        return changed;
    }

    private double[] Answer(float[] row)
    {
        var outputs = new float[_model.OutputCount];
        _model.Predict(row, outputs);
        return Array.ConvertAll(outputs, value => (double)value);
    }
}
