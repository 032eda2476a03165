using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>What the observations of a test say.</summary>
internal static class AbTestAnalysis
{
    private const double MostLabels = 0.95;
    private const int MostPoints = 240;
    private const double NextPoint = 1.02;

    // Labels that come at once differ by how busy the machine is, and by nothing else.
    private static readonly TimeSpan s_leastAge = TimeSpan.FromSeconds(2);

    /// <summary>Judges once.</summary>
    /// <param name="test">The test, with its last report.</param>
    /// <param name="observations">What is known by now.</param>
    /// <param name="now">The time.</param>
    public static AbTestReport Judge(AbTest test, AbObservations observations, DateTimeOffset now)
    {
        TimeSpan age = AgeOf(test, observations);
        AbCohort[] cohorts = [.. test.Versions.Select(version => Cohort(test, observations, version, now, age))];
        AbArm[] arms = [.. test.Versions.Select((version, i) => ArmOf(test, observations, i, cohorts[i]))];
        long[] callers = [.. arms.Select(arm => arm.Units)];
        double mismatch = callers.Sum() == 0 ? 1 : SampleRatio.AlwaysValid(callers, [.. test.Shares]);
        AbComparison[] comparisons = [.. test.ChallengerVersions.Select((version, i) => AbComparer.Compare(test, version, cohorts[0], cohorts[i + 1]))];
        AbTestReport report = test.Report with
        {
            Arms = arms,
            Comparisons = comparisons,
            SampleRatio = new AbSampleRatio(mismatch, mismatch < SampleRatio.AlarmBelow),
            Guardrails =
            [
                .. arms.Skip(1).SelectMany(arm => AbComparer.Guard(
                    test.Settings, arms[0], arm, observations[test.ChampionVersion].Latency, observations[arm.Version].Latency)),
            ],
            CohortAgeSeconds = age.TotalSeconds,
            Points = Points(test.Report.Points, comparisons, arms),
        };
        return report with { Verdict = AbVerdicts.Of(test, report, now) };
    }

    // The age by which nearly all labels that are known had come, in the slower arm: younger requests have had less of a chance.
    private static TimeSpan AgeOf(AbTest test, AbObservations observations) =>
        !AbMetrics.NeedsLabels(test.Settings.Metric) ? TimeSpan.Zero
        : test.Settings.LabelHours is { } hours ? TimeSpan.FromHours(hours)
        : TimeSpan.FromTicks(Math.Max(s_leastAge.Ticks, test.Versions.Max(version => observations[version].DelayOf(MostLabels))));

    private static AbCohort Cohort(AbTest test, AbObservations observations, int version, DateTimeOffset now, TimeSpan age)
    {
        AbArmRows rows = observations[version];
        if (test.Settings.Metric != AbMetric.ErrorRate)
        {
            return AbCohort.Of(rows, now.UtcTicks, age.Ticks);
        }

        long errors = test.Report.Errors.GetValueOrDefault(version);
        return AbCohort.OfShare(errors, errors + rows.Count);
    }

    private static AbArm ArmOf(AbTest test, AbObservations observations, int index, AbCohort cohort)
    {
        int version = test.Versions[index];
        AbArmRows rows = observations[version];
        long errors = test.Report.Errors.GetValueOrDefault(version);
        return new AbArm
        {
            Version = version,
            Share = test.Shares[index],
            Requests = rows.Count + errors,
            Errors = errors,
            Units = rows.Units + errors,
            Labelled = rows.Labelled,
            Mature = cohort.Mature,
            Compared = cohort.Values.Count,
            Coverage = cohort.Coverage,
            Mean = cohort.Values.Count == 0 ? null : cohort.Values.Mean,
            Deviation = cohort.Values.Count < 2 ? null : Math.Sqrt(cohort.Values.Variance),
            LatencyMs = rows.Latency.Count == 0 ? null : rows.Latency.Mean,
        };
    }

    // One for every two percent of values more, so that the plot of a long test stays small.
    private static List<AbPoint> Points(IReadOnlyList<AbPoint> known, AbComparison[] comparisons, AbArm[] arms)
    {
        var points = new List<AbPoint>(known);
        foreach (AbComparison comparison in comparisons)
        {
            long samples = arms[0].Compared + arms.First(arm => arm.Version == comparison.Version).Compared;
            AbPoint? last = points.FindLast(point => point.Version == comparison.Version);
            if (comparison.Estimate is { } estimate && (comparison.Lower ?? comparison.Upper) is not null && samples > (last?.Samples ?? 0) * NextPoint)
            {
                points.Add(new AbPoint(comparison.Version, samples, estimate, comparison.Lower, comparison.Upper));
            }
        }

        return points.Count <= MostPoints * comparisons.Length ? points : [.. points.Where((_, i) => i % 2 == 1)];
    }
}
