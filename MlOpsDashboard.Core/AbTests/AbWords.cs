using System.Globalization;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>The sentences of a test, as whoever answers for the product reads them.</summary>
public static class AbWords
{
    private const double Percent = 100;

    /// <summary>What a metric is called.</summary>
    public static string Name(AbMetric metric) => metric switch
    {
        AbMetric.Accuracy => "accuracy",
        AbMetric.LogLoss => "log loss",
        AbMetric.AbsoluteError => "mean absolute error",
        AbMetric.SquaredError => "mean squared error",
        AbMetric.Latency => "mean latency",
        AbMetric.ErrorRate => "share of failed requests",
        _ => "mean value",
    };

    /// <summary>A figure of a metric in its unit.</summary>
    public static string Figure(AbMetric metric, double? value) => value is not { } number ? "unknown"
        : AbMetrics.IsShare(metric) ? Text($"{number * Percent:0.##} %")
        : metric == AbMetric.Latency ? Text($"{number:0.###} ms")
        : Text($"{number:0.####}");

    /// <summary>A difference of a metric in its unit, with its sign.</summary>
    public static string Difference(AbMetric metric, double? value) => value is not { } number ? "unbounded"
        : AbMetrics.IsShare(metric) ? Text($"{number * Percent:+0.##;−0.##;0} points")
        : metric == AbMetric.Latency ? Text($"{number:+0.###;−0.###;0} ms")
        : Text($"{number:+0.####;−0.####;0}");

    internal static string Started(AbTest test) =>
        $"{string.Join(", ", test.ChallengerVersions.Select((version, i) => $"{test.IdOf(version)} ({Share(test, i + 1)})"))} against {test.IdOf(test.ChampionVersion)} ({Share(test, 0)}), compared by {Name(test.Settings.Metric)}.";

    internal static string Collecting(AbTest test, AbArm least) => Text(
        $"Each version needs {test.Settings.MinSamples:N0} {Values(test)}, and {test.IdOf(least.Version)} has {least.Compared:N0}.");

    internal static string Mismatch(AbTest test, AbTestReport report) => Text(
        $"The comparison is not fair: the callers are not split as planned ({string.Join(", ", report.Arms.Select(arm => Text($"{test.IdOf(arm.Version)} {arm.Units:N0} at {arm.Share * Percent:0.##} %")))}). Find out what keeps requests from one of the versions, and start the test anew.");

    internal static string Uncovered(AbTest test, AbArm poorest) => Text(
        $"No winner yet: of the requests to {test.IdOf(poorest.Version)} that are old enough only {Percents(poorest.Coverage)} have their label; at least {Percents(test.Settings.MinCoverage)} are needed.");

    internal static string Unlike(AbTest test, AbArm poorest, AbArm richest) =>
        $"No winner yet: labels do not come alike, {Percents(poorest.Coverage)} for {test.IdOf(poorest.Version)} and {Percents(richest.Coverage)} for {test.IdOf(richest.Version)}. A comparison would favour one of them.";

    internal static string Failed(AbTest test, AbGuardrail guardrail) => guardrail.Name == "error_rate"
        ? $"{test.IdOf(test.ChampionVersion)} stays: {test.IdOf(guardrail.Version)} failed {Percents(guardrail.Value)} of its requests, surely more than is granted."
        : Text($"{test.IdOf(test.ChampionVersion)} stays: {test.IdOf(guardrail.Version)} takes {guardrail.Value:0.###} ms in the mean, surely more than is granted ({guardrail.Limit:0.###} ms).");

    internal static string Wins(AbTest test, AbTestReport report, AbComparison best) =>
        $"{test.IdOf(best.Version)} is better than {test.IdOf(test.ChampionVersion)}: {Figures(test, report, best)}";

    internal static string Loses(AbTest test, AbTestReport report, AbComparison best) =>
        $"{test.IdOf(test.ChampionVersion)} stays: {(test.ChallengerVersions.Count == 1 ? $"{test.IdOf(best.Version)} is worse" : "every challenger is worse")}. {Capital(Figures(test, report, best))}";

    internal static string Futile(AbTest test, double effect) =>
        $"{test.IdOf(test.ChampionVersion)} stays: no challenger is better by {Difference(test.Settings.Metric, effect).TrimStart('+')}, the least that was said to matter.";

    internal static string OutOfTime(AbTest test, AbTestReport report, bool late)
    {
        string used = late ? Text($"the {test.Settings.MaxDays:0.##} days are used up")
            : report.Arms.Sum(arm => arm.Compared) >= test.Settings.MaxSamples ? Text($"the {test.Settings.MaxSamples:N0} samples are used up")
            : Text($"too few of {report.Arms.Sum(arm => arm.Requests):N0} requests have a label");
        return $"{test.IdOf(test.ChampionVersion)} stays: {used}, and no version is surely better. {Range(test, report)}";
    }

    internal static string Undecided(AbTest test, AbTestReport report) => $"Either may still be better. {Range(test, report)}";

    private static string Range(AbTest test, AbTestReport report) => string.Join(' ', report.Comparisons.Where(one => one.Estimate is not null).Select(one =>
        $"{test.IdOf(one.Version)}: {Difference(test.Settings.Metric, one.Estimate)}{(one.Lower is null && one.Upper is null ? "." : $", between {Difference(test.Settings.Metric, one.Lower)} and {Difference(test.Settings.Metric, one.Upper)}.")}"));

    private static string Figures(AbTest test, AbTestReport report, AbComparison one)
    {
        AbMetric metric = test.Settings.Metric;
        double? champion = report.Arms.First(arm => arm.Version == test.ChampionVersion).Mean;
        double? challenger = report.Arms.First(arm => arm.Version == one.Version).Mean;
        return $"{Name(metric)} {Figure(metric, challenger)} against {Figure(metric, champion)}; the difference lies between {Difference(metric, one.Lower)} and {Difference(metric, one.Upper)} with {Percents(test.Settings.Confidence)} confidence.";
    }

    private static string Values(AbTest test) => AbMetrics.NeedsLabels(test.Settings.Metric) ? "labelled requests that are old enough" : "requests";

    private static string Share(AbTest test, int index) => Text($"{test.Shares[index] * test.Settings.Traffic:0.##} %");

    private static string Percents(double? share) => share is { } known ? Text($"{known * Percent:0.##} %") : "none";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
