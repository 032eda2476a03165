using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Comparisons;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>What a comparison found, in words.</summary>
public static class ComparisonWords
{
    /// <summary>From which probability on a difference may be chance.</summary>
    private const double Chance = 0.05;

    /// <summary>Which of a pair is better by a metric.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="metric">The metric.</param>
    public static string Verdict(ComparedPair pair, string metric)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (pair.Gains.FirstOrDefault(gain => gain.Metric == metric) is not { } gain)
        {
            return $"{Names.Metric(metric)} is not defined on these rows, so it does not say whether {pair.Candidate} or {pair.Baseline} is better.";
        }

        string by = $"by {Display.Number(Math.Abs(gain.Gain), 3)} in {Names.Metric(metric)} (95 % interval of the gain {Display.Between(gain.Low, gain.High, 3)})";
        return gain.Low > 0 ? $"{pair.Candidate} is better than {pair.Baseline} {by}."
            : gain.High < 0 ? $"{pair.Candidate} is worse than {pair.Baseline} {by}."
            : $"{pair.Candidate} and {pair.Baseline} do not differ beyond chance: {pair.Candidate} seems {(gain.Gain >= 0 ? "better" : "worse")} {by}.";
    }

    /// <summary>What McNemar's test says.</summary>
    /// <param name="pair">The pair.</param>
    public static string? Decisions(ComparedPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return pair.Decisions is not { } test ? null
            : $"Right where {pair.Baseline} is wrong: {Display.Count(test.OnlyCandidateRight)}; the other way round: {Display.Count(test.OnlyBaselineRight)}; {Probability(test.AdjustedPValue)}";
    }

    /// <summary>What DeLong's test says.</summary>
    /// <param name="pair">The pair.</param>
    public static string? Areas(ComparedPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return pair.Areas is not { } test ? null
            : $"Difference of ROC AUC {Display.Number(test.Difference, 3)} ({Display.Between(test.Low, test.High, 3)}); {Probability(test.AdjustedPValue)}";
    }

    private static string Probability(double p) => $"adjusted p = {Display.Number(p, 3)}{(p < Chance ? "" : ", which may be chance")}.";
}
