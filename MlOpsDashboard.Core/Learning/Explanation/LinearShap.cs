using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Linear;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Interventional values of a linear model: w (x − E x), feature by feature, before the link.</summary>
internal sealed class LinearShap : IRowExplainer
{
    private readonly LinearModel _model;
    private readonly SourceMap _sources;
    private readonly double[] _means;
    private readonly bool _binary;

    /// <summary>Takes the means of the background.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sources">Whose contributions features count as.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="background">Encoded rows, at least one.</param>
    public LinearShap(LinearModel model, SourceMap sources, TaskKind task, float[][] background)
    {
        (_model, _sources) = (model, sources);
        _means = [.. Enumerable.Range(0, model.FeatureCount).Select(feature => background.Average(row => (double)row[feature]))];
        _binary = model.Intercepts.Count == 1;
        Space = task == TaskKind.Regression ? ExplanationSpace.Target : _binary ? ExplanationSpace.LogOdds : ExplanationSpace.Score;
    }

    public ExplanationMethod Method => ExplanationMethod.LinearInterventional;

    public ExplanationSpace Space { get; }

    public long Cost => _model.FeatureCount;

    public double BaseValue(int output)
    {
        int margin = _binary ? 0 : output;
        double sum = _model.Intercepts[margin];
        for (int feature = 0; feature < _means.Length; feature++)
        {
            sum += Coefficient(margin, feature) * _means[feature];
        }

        return sum;
    }

    public double Explain(ReadOnlySpan<float> row, int output, Span<double> contributions)
    {
        contributions.Clear();
        int margin = _binary ? 0 : output;
        double sum = _model.Intercepts[margin];
        for (int feature = 0; feature < _means.Length; feature++)
        {
            double coefficient = Coefficient(margin, feature);
            sum += coefficient * row[feature];
            contributions[_sources[feature]] += coefficient * (row[feature] - _means[feature]);
        }

        return sum;
    }

    private double Coefficient(int margin, int feature) => _model.Coefficients[(margin * _model.FeatureCount) + feature];
}
