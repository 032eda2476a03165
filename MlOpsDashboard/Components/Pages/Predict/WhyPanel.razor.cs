using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Serving.Explaining;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>Why a prediction came out as it did: the largest contributions as a waterfall.</summary>
public sealed partial class WhyPanel : ComponentBase
{
    private const int MostSteps = 10;
    private const int MostNameLetters = 20;
    private const int MostValueLetters = 14;

    private string[] _labels = [];
    private double[] _steps = [];

    /// <summary>The explanation.</summary>
    [Parameter, EditorRequired]
    public PredictionExplanation Explanation { get; set; } = default!;

    /// <summary>The column that is predicted.</summary>
    [Parameter, EditorRequired]
    public string Target { get; set; } = "";

    private string Subject => Explanation.Class ?? Target;

    private string Sentence =>
        $"Knowing nothing of a row, the model says {Words(Explanation.BaseValue)}; with the values of this row it says {Words(Explanation.Output)}.";

    private string Axis => Explanation.Space switch
    {
        ExplanationSpace.LogOdds => $"Probability of {Subject} (log-odds scale)",
        ExplanationSpace.Probability => $"Probability of {Subject} (0 to 1)",
        ExplanationSpace.Score => $"Score of {Subject} (before softmax)",
        ExplanationSpace.LogTarget => $"Natural logarithm of {Target}",
        _ => $"{Target} (its own unit)",
    };

    private string Calibrated => Explanation.BeforeCalibration ? " This is what the model says before its probabilities are calibrated." : "";

    private string How => Explanation.Method switch
    {
        ExplanationMethod.TreePathDependent => $"Exact Shapley values of the trees (TreeSHAP, path-dependent), in {Unit}.",
        ExplanationMethod.TreeInterventional => $"Exact Shapley values of the trees against training rows (TreeSHAP, interventional), in {Unit}.",
        ExplanationMethod.LinearInterventional => $"Exact Shapley values: coefficient times distance from the mean, in {Unit}.",
        ExplanationMethod.WeightedMembers => $"Exact Shapley values of the ensemble's members, weighted, in {Unit}.",
        _ => $"Shapley values from seeded random orders of the features, in {Unit}.",
    };

    private string Unit => Explanation.Space switch
    {
        ExplanationSpace.LogOdds => $"log-odds of {Subject}",
        ExplanationSpace.Probability => $"probability of {Subject}",
        ExplanationSpace.Score => $"units of the score of {Subject}",
        ExplanationSpace.LogTarget => $"the logarithm of {Target}",
        _ => $"units of {Target}",
    };

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        IReadOnlyList<FeatureContribution> all = Explanation.Contributions;
        int shown = all.Count <= MostSteps + 1 ? all.Count : MostSteps;
        IEnumerable<string> labels = all.Take(shown).Select(item => $"{Short(item.Feature, MostNameLetters)} = {Short(Plain(item.Value), MostValueLetters)}");
        IEnumerable<double> steps = all.Take(shown).Select(item => item.Contribution);
        bool rest = shown < all.Count;
        _labels = [.. rest ? labels.Append($"{Display.Count(all.Count - shown)} other features") : labels];
        _steps = [.. rest ? steps.Append(all.Skip(shown).Sum(item => item.Contribution)) : steps];
    }

    private string Words(double value) => Explanation.Space.Readable(value) is not { } readable
        ? $"a score of {Display.Number(value)} for {Subject}"
        : Explanation.Space.IsProbability()
            ? $"{Subject} with {(readable * 100).ToString("0.0", CultureInfo.InvariantCulture)} %"
            : Display.Number(readable, 6);

    /// <summary>A value as it was sent, numbers and times in few letters.</summary>
    private static string Plain(string? value) => value switch
    {
        null => "missing",
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => Display.Number(number),
        _ when value.Length > MostValueLetters && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };

    private static string Short(string words, int most) => words.Length <= most ? words : words[..(most - 1)] + "…";
}
