using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>What matters to a version in general: importance of its features, and how its answer depends on one of them.</summary>
public sealed partial class VersionExplanation : LiveComponent
{
    private const string Contribution = "contribution";
    private const string Permutation = "permutation";
    private const string Gain = "gain";
    private const int MostBars = 20;
    private const double MillisecondsOfSecond = 1000;

    private GlobalExplanation? _global;
    private DependenceCurve? _curve;
    private IReadOnlyList<string> _classes = [];
    private List<string> _names = [];
    private List<string> _texts = [];
    private string _measure = Contribution;
    private string? _feature;
    private string? _class;
    private string? _problem;
    private string _target = "";
    private string[] _labels = [];
    private double[] _means = [];
    private double[]? _x;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public string ModelId { get; set; } = "";

    [Inject]
    private ExplanationService Explanations { get; set; } = default!;

    [Inject]
    private ServedVersions Served { get; set; } = default!;

    private IEnumerable<KeyValuePair<string, string>> Measures
    {
        get
        {
            yield return new(Contribution, "mean contribution (SHAP)");
            if (_global!.Features.Any(feature => feature.Permutation is not null))
            {
                yield return new(Permutation, "lost quality when shuffled");
            }

            if (_global.Features.Any(feature => feature.Gain is not null))
            {
                yield return new(Gain, "the model's own measure");
            }
        }
    }

    private FeatureInfluence[] Bars => [.. _global!.Features.OrderByDescending(Measure).Take(MostBars)];

    private string[] Labels => [.. Bars.Select(feature => feature.Feature)];

    private double[] Values => [.. Bars.Select(Measure)];

    private int BarsHeight => (Bars.Length * 24) + 72;

    private string Axis => _measure switch
    {
        Permutation => "Share of the lost quality (0 to 1)",
        Gain => "Share of gain or coefficients (0 to 1)",
        _ => $"Mean absolute contribution ({Unit})",
    };

    private string Unit => _global!.Space switch
    {
        ExplanationSpace.LogOdds => "log-odds",
        ExplanationSpace.Probability => "probability",
        ExplanationSpace.Score => "score before softmax",
        ExplanationSpace.LogTarget => $"logarithm of {_target}",
        _ => $"units of {_target}",
    };

    private string Remark => _measure switch
    {
        Permutation => "Measured on rows set aside before training, by shuffling one column at a time.",
        Gain => "By how much splits on the feature reduced the loss in training, or the size of its coefficients.",
        _ => $"How far the feature moves an answer, up or down, on average over {Display.Count(_global!.Rows)} training rows.",
    };

    private string TextsRemark => _texts.Count == 1
        ? $"There is no curve for {_texts[0]}: texts have no order, and no two are alike."
        : $"There are no curves for {string.Join(", ", _texts)}: texts have no order, and no two are alike.";

    private string AnswerTitle => _classes.Count > 0 ? $"Probability of {_classes[_curve!.Class]}" : $"Predicted {_target}";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            ServedVersion version = await Served.DescribeAsync(ModelId, Lifetime);
            (_classes, _target) = (version.Signature.Classes, version.Signature.Target);
            _class = _classes.Count > 2 ? _classes[0] : null;
            _global = await Explanations.GlobalAsync(ModelId, Lifetime);
            _texts = [.. version.Signature.Features.Where(feature => feature.Text is not null).Select(feature => feature.Name)];
            _names = [.. _global.Features.Select(feature => feature.Feature).Except(_texts)];
            if (_names.Count > 0)
            {
                await ChooseAsync(_names[0]);
            }
        }
        catch (InvalidDataException)
        {
            _problem = "The file of this version is no model of this program, so that it cannot be explained.";
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException)
        {
            _problem = exception.Message;
        }
    }

    private double Measure(FeatureInfluence feature) => _measure switch
    {
        Permutation => feature.Permutation ?? 0,
        Gain => feature.Gain ?? 0,
        _ => feature.MeanContribution,
    };

    private Task ChooseClassAsync(string label)
    {
        _class = label;
        return ChooseAsync(_feature!);
    }

    private async Task ChooseAsync(string feature)
    {
        _feature = feature;
        DependenceCurve curve = await Explanations.DependenceAsync(ModelId, feature, _class, Lifetime);
        if (feature != _feature)
        {
            return;
        }

        bool words = curve.Points.Any(point => point.Value is null);
        double scale = curve.Type == ColumnType.DateTime ? MillisecondsOfSecond : 1;
        _labels = [.. curve.Points.Select(point => point.Label)];
        _means = [.. curve.Points.Select(point => point.Mean)];
        _x = words ? null : [.. curve.Points.Select(point => point.Value!.Value * scale)];
        _curve = curve;
    }
}
