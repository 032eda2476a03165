using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Effects;
using MlOpsDashboard.Core.Statistics.Intervals;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>Compares a challenger with the champion, so that one may look at any time and stop when one likes.</summary>
internal static class AbComparer
{
    // Few ones and zeros are judged exactly, many by the sharper bounds for means. Both hold together at the chance that is asked for.
    private const double ExactPart = 0.1;
    private const double AlphaOfGuardrail = 0.01;

    // A model that answers in microseconds may take many times as long without anybody noticing.
    private const double UnnoticedMs = 10;

    private static readonly AsymptoticSequence s_latency = new() { Alpha = AlphaOfGuardrail };

    /// <summary>The difference, with bounds that hold at every look.</summary>
    /// <param name="test">The test.</param>
    /// <param name="version">The challenger.</param>
    /// <param name="champion">What the champion did.</param>
    /// <param name="challenger">What the challenger did.</param>
    public static AbComparison Compare(AbTest test, int version, AbCohort champion, AbCohort challenger)
    {
        if (champion.Values.Count == 0 || challenger.Values.Count == 0)
        {
            return new AbComparison(version, null, null, null, 1, null, null, null, 0);
        }

        // Bonferroni: all challengers together are judged at the chance that is asked for.
        double alpha = (1 - test.Settings.Confidence) / test.ChallengerVersions.Count;
        bool exact = AbMetrics.IsShare(test.Settings.Metric) && champion.IsOneEach && challenger.IsOneEach;
        (MeanSummary baseline, MeanSummary candidate, double cut) = Adjusted(champion, challenger);
        var sequence = new AsymptoticSequence { Alpha = exact ? alpha * (1 - ExactPart) : alpha, Tightest = test.Tightest };
        EffectEstimate effect = sequence.Difference(baseline, candidate);
        (double low, double high) = (effect.Low, effect.High);
        if (exact)
        {
            (double Lower, double Upper) before = Bounds(champion.Values, alpha * ExactPart / 2);
            (double Lower, double Upper) after = Bounds(challenger.Values, alpha * ExactPart / 2);
            (low, high) = (Math.Max(low, after.Lower - before.Upper), Math.Min(high, after.Upper - before.Lower));
        }

        Posterior? belief = Posterior.Of(EffectMoments.Difference(baseline, candidate));
        bool more = AbMetrics.IsMoreBetter(test.Settings.Metric);
        return new AbComparison(
            version,
            effect.Value,
            Known(low),
            Known(high),
            effect.PValue,
            more ? belief?.ChanceToWin : 1 - belief?.ChanceToWin,
            more ? belief?.RiskOfTaking : belief?.RiskOfStaying,
            more ? belief?.RiskOfStaying : belief?.RiskOfTaking,
            cut);
    }

    /// <summary>What a challenger must not make worse.</summary>
    /// <param name="settings">How much is granted.</param>
    /// <param name="champion">The champion.</param>
    /// <param name="challenger">The challenger.</param>
    /// <param name="before">The champion's latencies.</param>
    /// <param name="after">The challenger's latencies.</param>
    public static IEnumerable<AbGuardrail> Guard(AbTestSettings settings, AbArm champion, AbArm challenger, MeanSummary before, MeanSummary after)
    {
        double failing = ShareSequence.Bounds(challenger.Errors, challenger.Requests, AlphaOfGuardrail / 2).Lower;
        double granted = ShareSequence.Bounds(champion.Errors, champion.Requests, AlphaOfGuardrail / 2).Upper + settings.MaxErrorRateIncrease;
        yield return new AbGuardrail(
            challenger.Version,
            "error_rate",
            Share(challenger.Errors, challenger.Requests),
            Share(champion.Errors, champion.Requests) + settings.MaxErrorRateIncrease,
            failing <= granted);
        double ratio = settings.MaxLatencyRatio;
        double error = Math.Sqrt(after.ErrorSquared + (ratio * ratio * before.ErrorSquared));
        EffectEstimate slower = Math.Min(before.Count, after.Count) < s_latency.Least
            ? EffectEstimate.Unknown(0)
            : s_latency.Of(after.Mean - (ratio * before.Mean) - UnnoticedMs, error, 4.0 * before.Count / (before.Count + after.Count) * after.Count, 0, Alternative.Greater);
        yield return new AbGuardrail(
            challenger.Version, "latency_ms", after.Count == 0 ? null : after.Mean, before.Count == 0 ? null : (ratio * before.Mean) + UnnoticedMs, slower.Low <= 0);
    }

    private static (MeanSummary Baseline, MeanSummary Candidate, double Cut) Adjusted(AbCohort champion, AbCohort challenger)
    {
        if (champion.Pairs is not { } before || challenger.Pairs is not { } after)
        {
            return (champion.Units, challenger.Units, 0);
        }

        MeanSummary[] adjusted = Cuped.Adjust(before, after);
        double raw = champion.Values.Squares + challenger.Values.Squares;
        return (adjusted[0], adjusted[1], raw > 0 ? Math.Max(0, 1 - ((adjusted[0].Squares + adjusted[1].Squares) / raw)) : 0);
    }

    private static (double Lower, double Upper) Bounds(MeanSummary values, double alpha) =>
        ShareSequence.Bounds((long)Math.Round(values.Mean * values.Count), values.Count, alpha);

    private static double? Known(double end) => double.IsFinite(end) ? end : null;

    private static double? Share(long part, long all) => all == 0 ? null : (double)part / all;
}
