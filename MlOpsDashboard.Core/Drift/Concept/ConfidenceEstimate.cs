using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>
/// Confidence-based performance estimation: a model whose probabilities are right is right as often as they say, so that the mean of 1 − |ŷ − p|
/// over its answers is its expected accuracy (as in NannyML). Labelled answers correct the probabilities by an isotonic line first.
/// </summary>
internal static class ConfidenceEstimate
{
    private const double Errors = 3;
    private const string Limit = "It supposes that features mean for the truth what they meant before. When just that changes, P(y|x), it is wrong without a sign of it.";

    /// <summary>Estimates.</summary>
    /// <param name="unlabelled">Answers whose truth is not known.</param>
    /// <param name="labelled">Answers whose truth is known.</param>
    /// <param name="needed">Answers that either needs.</param>
    public static LabelFreeEstimate Of(AnswerRows unlabelled, AnswerRows labelled, int needed)
    {
        bool calibrates = labelled.Count >= needed;
        var estimate = new LabelFreeEstimate
        {
            Rows = unlabelled.Count,
            NeededRows = needed,
            From = unlabelled.Count == 0 ? null : unlabelled.At[0],
            To = unlabelled.Count == 0 ? null : unlabelled.At[^1],
            CalibrationRows = 0,
            Note = FormattableString.Invariant($"{unlabelled.Count:N0} of {needed:N0} predictions without labels: too few to estimate how right they are."),
        };
        if (unlabelled.Count < needed)
        {
            return estimate;
        }

        IsotonicCurve? curve = calibrates ? IsotonicCurve.Fit(Scores(labelled.Scored), Events(labelled.Scored)) : null;
        return estimate with
        {
            Accuracy = Expected(unlabelled.Scored, curve, labelled.Count),
            CalibrationRows = calibrates ? labelled.Count : 0,
            Note = calibrates ? Limit
                : FormattableString.Invariant($"The model's probabilities are taken as they are, since {needed:N0} labelled predictions are needed to correct them. {Limit}"),
        };
    }

    // With two classes the probability of the second one is corrected, with more that of the class which was said.
    private static double[] Scores(ScoredRows rows)
    {
        int[] decisions = rows.Decisions();
        return [.. decisions.Select((decision, row) => Math.Clamp((double)rows.Outputs[(row * rows.OutputCount) + (rows.Task == TaskKind.Binary ? 1 : decision)], 0, 1))];
    }

    private static bool[] Events(ScoredRows rows)
    {
        int[] decisions = rows.Decisions();
        return [.. decisions.Select((decision, row) => (int)rows.Target[row] == (rows.Task == TaskKind.Binary ? 1 : decision))];
    }

    // The correction is no surer than the rows that it was fitted on.
    private static Interval Expected(ScoredRows rows, IsotonicCurve? curve, int calibrationRows)
    {
        int[] decisions = rows.Decisions();
        double accuracy = Scores(rows).Select((score, row) =>
        {
            double probability = curve?.Of(score) ?? score;
            return rows.Task == TaskKind.Binary && decisions[row] == 0 ? 1 - probability : probability;
        }).Average();
        double spread = accuracy * (1 - accuracy) * ((1.0 / rows.Rows) + (curve is null ? 0 : 1.0 / calibrationRows));
        double half = Errors * Math.Sqrt(spread);
        return new Interval(accuracy, Math.Max(0, accuracy - half), Math.Min(1, accuracy + half));
    }
}
