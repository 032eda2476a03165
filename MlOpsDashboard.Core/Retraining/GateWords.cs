using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Says how a challenger did, and which gate it did not pass.</summary>
internal static class GateWords
{
    /// <summary>The comparison in a sentence.</summary>
    public static string Figures(ChallengerComparison comparison) => FormattableString.Invariant(
        $"{NameOf(comparison)} on {comparison.Rows:N0} held-out rows: {comparison.Challenger:0.#####} against the champion's {comparison.Champion:0.#####}, a gain of {comparison.Gain:0.#####} ({comparison.Confidence:P0} sure of more than {comparison.Low:0.#####}).");

    /// <summary>Why it does not pass; null when it does.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="gates">What it has to show.</param>
    /// <param name="bytes">The challenger's size.</param>
    public static string? Fault(ChallengerComparison comparison, RetrainingGates gates, long bytes)
    {
        if (comparison.Low <= gates.Margin)
        {
            return FormattableString.Invariant($"That is not surely better by more than {gates.Margin:0.#####}, so the champion stays.");
        }

        if (comparison.Segments.FirstOrDefault(segment => segment.High < 0) is { } worse)
        {
            return FormattableString.Invariant($"It is surely worse where {worse.Column} is {worse.Value} ({worse.Rows:N0} rows, a loss of {-worse.Gain:0.#####}), so the champion stays.");
        }

        return gates.MaxBytes is { } most && bytes > most
            ? FormattableString.Invariant($"It has {bytes:N0} bytes, and at most {most:N0} are allowed, so the champion stays.")
            : null;
    }

    private static string NameOf(ChallengerComparison comparison) => MetricCatalog.Find(comparison.Metric)?.DisplayName ?? comparison.Metric;
}
