namespace MlOpsDashboard.Core.AbTests;

/// <summary>
/// When a test is decided: not before each arm has its samples, the split is as planned and the labels are there and alike; then by the confidence
/// sequence alone.
/// </summary>
internal static class AbVerdicts
{
    // How far the shares of requests with a label may be apart, beside what chance explains.
    private const double AlikeWithin = 0.05;
    private const double Deviations = 3;

    // So many requests are kept in memory at most for each sample that is wanted, however few of them get a label.
    private const double FewestLabels = 0.1;

    /// <summary>The verdict.</summary>
    /// <param name="test">The test, with its last report.</param>
    /// <param name="report">What is measured now.</param>
    /// <param name="now">The time.</param>
    public static AbVerdict Of(AbTest test, AbTestReport report, DateTimeOffset now)
    {
        AbVerdict? before = test.Report.Verdict;
        (AbVerdictKind kind, int? winner, string text) = Judge(test, report, now);
        if (before is { Kind: AbVerdictKind.ChallengerWins } && kind != AbVerdictKind.ChampionWins && !report.SampleRatio.Mismatch && winner is null)
        {
            // It held at one look, and so at all of them.
            return before;
        }

        return new AbVerdict(kind, winner, text, before is not null && before.Kind == kind && before.Winner == winner ? before.At : now);
    }

    private static (AbVerdictKind Kind, int? Winner, string Text) Judge(AbTest test, AbTestReport report, DateTimeOffset now)
    {
        if (report.SampleRatio.Mismatch)
        {
            return (AbVerdictKind.Blocked, null, AbWords.Mismatch(test, report));
        }

        int[] failed = [.. report.Guardrails.Where(guardrail => !guardrail.Passed).Select(guardrail => guardrail.Version).Distinct()];
        if (failed.Length == test.ChallengerVersions.Count)
        {
            return (AbVerdictKind.ChampionWins, test.ChampionVersion, AbWords.Failed(test, report.Guardrails.First(guardrail => !guardrail.Passed)));
        }

        AbArm least = report.Arms.MinBy(arm => arm.Compared)!;
        bool late = now >= test.StartedAt.AddDays(test.Settings.MaxDays);
        bool full = report.Arms.Sum(arm => arm.Compared) >= test.Settings.MaxSamples
            || report.Arms.Sum(arm => arm.Requests) >= test.Settings.MaxSamples / Math.Max(test.Settings.MinCoverage, FewestLabels);
        if (least.Compared < test.Settings.MinSamples)
        {
            return late || full ? (AbVerdictKind.OutOfTime, null, AbWords.OutOfTime(test, report, late)) : (AbVerdictKind.Collecting, null, AbWords.Collecting(test, least));
        }

        if (Missing(test, report) is { } missing)
        {
            return late || full ? (AbVerdictKind.OutOfTime, null, AbWords.OutOfTime(test, report, late)) : (AbVerdictKind.Blocked, null, missing);
        }

        return Decide(test, report, failed) ?? (late || full ? (AbVerdictKind.OutOfTime, null, AbWords.OutOfTime(test, report, late)) : (AbVerdictKind.Undecided, null, AbWords.Undecided(test, report)));
    }

    private static string? Missing(AbTest test, AbTestReport report)
    {
        if (!AbMetrics.NeedsLabels(test.Settings.Metric))
        {
            return null;
        }

        AbArm poorest = report.Arms.MinBy(arm => arm.Coverage ?? 0)!;
        AbArm richest = report.Arms.MaxBy(arm => arm.Coverage ?? 0)!;
        (double low, double high) = (poorest.Coverage ?? 0, richest.Coverage ?? 0);
        double both = (double)(poorest.Compared + richest.Compared) / (poorest.Mature + richest.Mature);
        double chance = Math.Sqrt(both * (1 - both) * ((1.0 / poorest.Mature) + (1.0 / richest.Mature)));
        return low < test.Settings.MinCoverage ? AbWords.Uncovered(test, poorest)
            : high - low > Math.Max(AlikeWithin, Deviations * chance) ? AbWords.Unlike(test, poorest, richest)
            : null;
    }

    private static (AbVerdictKind Kind, int? Winner, string Text)? Decide(AbTest test, AbTestReport report, int[] failed)
    {
        AbComparison[] fair = [.. report.Comparisons.Where(one => !failed.Contains(one.Version))];
        bool more = AbMetrics.IsMoreBetter(test.Settings.Metric);
        AbComparison? best = fair.Where(one => (more ? one.Lower : -one.Upper) > 0).MaxBy(one => more ? one.Estimate : -one.Estimate);
        if (best is not null)
        {
            return (AbVerdictKind.ChallengerWins, best.Version, AbWords.Wins(test, report, best));
        }

        if (fair.All(one => (more ? one.Upper : -one.Lower) < 0))
        {
            return (AbVerdictKind.ChampionWins, test.ChampionVersion, AbWords.Loses(test, report, fair.MaxBy(one => more ? one.Estimate : -one.Estimate)!));
        }

        return test.Settings.MinDetectableEffect is { } effect && fair.All(one => (more ? one.Upper : -one.Lower) < effect)
            ? (AbVerdictKind.Futile, null, AbWords.Futile(test, effect))
            : null;
    }
}
