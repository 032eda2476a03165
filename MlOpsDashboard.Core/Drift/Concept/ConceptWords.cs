using System.Globalization;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>Draws the conclusion of what the detectors and the performance say, in a sentence.</summary>
internal static class ConceptWords
{
    /// <summary>The report with its verdict.</summary>
    /// <param name="report">With its detectors and both levels of performance.</param>
    /// <param name="task">What the model predicts.</param>
    /// <param name="errorNow">The mean error now, with its 95 % interval.</param>
    public static ConceptDriftReport Conclude(ConceptDriftReport report, TaskKind task, Interval errorNow)
    {
        ConceptAlarm? rise = LastRise(report.Detectors);
        bool lasts = rise is not null && (rise == Last(report.Detectors) || IsFarAbove(errorNow, rise.Before));
        bool below = IsBelow(report.Now!, report.AtPromotion, task == TaskKind.Regression);
        string found = lasts
            ? FormattableString.Invariant($"Since about {rise!.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC it errs more than before (ADWIN, labelled prediction {rise.Row:N0} of {report.Rows:N0}).")
            : below ? FormattableString.Invariant($"It errs more than at its promotion, by {report.Rows:N0} labelled predictions.")
            : rise is not null ? FormattableString.Invariant($"Errors rose about {rise.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and are back to what they were.")
            : FormattableString.Invariant($"Its errors have not become more over {report.Rows:N0} labelled predictions.");
        return report with { Verdict = lasts || below ? DriftVerdict.Drift : DriftVerdict.None, Message = $"{found} {Levels(report, below)}" };
    }

    /// <summary>The last change for the worse that the deciding detector has found; null for none.</summary>
    /// <param name="detectors">All detectors.</param>
    public static ConceptAlarm? LastRise(IReadOnlyList<ConceptDetector> detectors) =>
        detectors.First(detector => detector.Decides).Alarms.LastOrDefault(alarm => alarm.Worse);

    private static ConceptAlarm Last(IReadOnlyList<ConceptDetector> detectors) => detectors.First(detector => detector.Decides).Alarms[^1];

    // The level before is an estimate too, about as unsure as that of now.
    private static bool IsFarAbove(Interval now, double before) => now.Low - (now.Value - now.Low) > before;

    // Two 95 % intervals that do not touch are a stricter bar than 5 %, as it should be for what is looked at again and again.
    private static bool IsBelow(Interval now, Interval? then, bool numbers) =>
        then is not null && (numbers ? now.Low > then.High : now.High < then.Low);

    private static string Levels(ConceptDriftReport report, bool below)
    {
        string name = report.Metric == "rmse" ? "RMSE" : "Accuracy";
        string now = $"{name} is {Number(report.Now!.Value)} ({Number(report.Now.Low)} to {Number(report.Now.High)}) now";
        return report.AtPromotion is not { } then ? $"{now}; what it was at promotion is not known."
            : double.IsNaN(then.Low) ? $"{now}, and was {Number(then.Value)} at promotion."
            : $"{now}, and was {Number(then.Value)} ({Number(then.Low)} to {Number(then.High)}) at promotion{(below ? ": surely worse" : "")}.";
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.###" : "0.#", CultureInfo.InvariantCulture);
}
