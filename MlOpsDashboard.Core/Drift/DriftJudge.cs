using MlOpsDashboard.Core.Drift.Together;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Compares all features and the prediction, and says which have drifted. Pure.</summary>
internal static class DriftJudge
{
    /// <summary>Judges.</summary>
    /// <param name="signature">What the model expects.</param>
    /// <param name="reference">The training data.</param>
    /// <param name="current">What came since.</param>
    /// <param name="answers">How the model answered on rows that it had not learned from; null when that is not known.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="together">What all features together show; null when that was not looked at.</param>
    /// <returns>The features, the most suspicious first, and the prediction.</returns>
    public static (IReadOnlyList<FeatureDrift> Features, FeatureDrift? Prediction, TogetherDrift? Together) Judge(
        ModelSignature signature, DriftSample reference, DriftSample current, HeldOutAnswers? answers, DriftLimits limits, TogetherDrift? together = null)
    {
        var features = new FeatureComparison[signature.Features.Count];
        Parallel.For(0, features.Length, i => features[i] = FeatureComparison.Of(
            signature.Features[i], reference.SideOf(signature.Features[i], i), current.SideOf(signature.Features[i], i)));
        FeatureComparison? prediction = answers is not null && current.AnswerSide(signature) is { } said ? answers.Compare(signature, said) : null;
        FeatureComparison[] all = prediction is null ? features : [.. features, prediction];

        // One family: a check as a whole is to be wrong no more often than it says.
        int[] compared = [.. Enumerable.Range(0, all.Length).Where(i => all[i].PValue is not null)];
        double[] adjusted = FalseDiscovery.BenjaminiHochberg(
            [.. compared.Select(i => all[i].PValue!.Value), .. together is null ? [] : new[] { together.AucPValue, together.MmdPValue }]);
        double?[] byPlace = new double?[all.Length];
        for (int i = 0; i < compared.Length; i++)
        {
            byPlace[compared[i]] = adjusted[i];
        }

        FeatureDrift[] judged = [.. all.Select((one, i) => one.Judge(byPlace[i], limits))];
        return (
            [.. judged[..features.Length].OrderByDescending(one => one.Drifted).ThenBy(one => one.AdjustedPValue ?? 2).ThenByDescending(one => one.Score)],
            prediction is null ? null : judged[^1],
            together is null ? null : TogetherJudge.Judge(together, adjusted[^2], adjusted[^1], limits.FalseAlarmRate, reference.Rows));
    }
}
