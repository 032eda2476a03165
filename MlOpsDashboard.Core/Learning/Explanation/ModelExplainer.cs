using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// Says for single rows what each source column contributes to a model's answer: trees by TreeSHAP, linear models by their
/// coefficients, ensembles by their members where these are explained in the unit of their answers, everything else by sampling.
/// Immutable; safe for concurrent calls.
/// </summary>
public sealed class ModelExplainer
{
    private readonly TrainedModel _model;
    private readonly SourceMap _sources;
    private readonly IRowExplainer _explainer;

    private ModelExplainer(TrainedModel model, SourceMap sources, IRowExplainer explainer) => (_model, _sources, _explainer) = (model, sources, explainer);

    /// <summary>How contributions are found.</summary>
    public ExplanationMethod Method => _explainer.Method;

    /// <summary>In which unit they add up.</summary>
    public ExplanationSpace Space => _explainer.Space;

    internal long Cost => _explainer.Cost;

    /// <summary>The explainer of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="interventional">
    /// For trees: take what is unknown from the background rows, which is true to the model, in place of following the training
    /// rows' shares, which is quicker and needs no rows. Other models are explained interventionally in any case.
    /// </param>
    public static ModelExplainer Of(TrainedModel model, bool interventional = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        var sources = SourceMap.Of(model.Pipeline);
        var choice = new ExplainerChoice(model.Signature.Task, model.Metadata.Seed, interventional);
        return new ModelExplainer(model, sources, choice.For(CalibratedModel.Uncalibrated(model.Model), sources, model.Background.Encode(model.Pipeline, BackgroundRows.Most)));
    }

    /// <summary>Explains the answer for a row.</summary>
    /// <param name="row">A row of the model's signature.</param>
    /// <param name="output">
    /// For several classes the position of the one to explain; null means the one that the model answers. Of two classes the positive one is always explained.
    /// </param>
    public RowExplanation Explain(FeatureRow row, int? output = null)
    {
        var encoded = new float[_model.Pipeline.Width];
        _model.Pipeline.TransformRow(row, encoded);
        int chosen = _model.Signature.Task switch
        {
            TaskKind.Regression => 0,
            TaskKind.Binary => 1,
            _ => output ?? Answered(encoded),
        };
        var contributions = new double[_sources.Count];
        double value = _explainer.Explain(encoded, chosen, contributions);
        double offset = _model.Signature.TargetOffset;
        return new RowExplanation(Method, Space, chosen, _explainer.BaseValue(chosen) + offset, value + offset, _sources.ByColumn(contributions))
        {
            BeforeCalibration = _model.Model is CalibratedModel,
        };
    }

    private int Answered(ReadOnlySpan<float> encoded)
    {
        var outputs = new float[_model.OutputCount];
        _model.Model.Predict(encoded, outputs);
        return _model.ClassOf(outputs);
    }
}
