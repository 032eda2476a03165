namespace MlOpsDashboard.Core.Drift;

/// <summary>Draws the conclusion of what was compared, in a sentence.</summary>
internal static class DriftWords
{
    /// <summary>The report with its verdict.</summary>
    /// <param name="report">With its features and its prediction.</param>
    public static DriftReport Conclude(DriftReport report)
    {
        int compared = report.Features.Count(feature => feature.Method != DriftMethod.NotCompared);
        bool answers = report.Prediction is { Drifted: true };
        bool together = report.Together is { Drifted: true };
        if (compared == 0 && report.Prediction is null or { Method: DriftMethod.NotCompared })
        {
            return report with
            {
                Verdict = DriftVerdict.TooFewRows,
                Message = FormattableString.Invariant($"No feature has the {DriftRules.LeastValues} values on both sides that a comparison needs: too few to say whether anything has drifted."),
            };
        }

        int drifted = report.Features.Count(feature => feature.Drifted);
        return report with
        {
            Verdict = drifted > 0 || answers || together ? DriftVerdict.Drift : DriftVerdict.None,
            ShareDrifted = compared == 0 ? 0 : (double)drifted / compared,
            Message = (drifted, answers) switch
            {
                (0, false) when together => "No single feature has drifted, but all of them together have.",
                (0, false) => "Nothing has drifted.",
                (0, true) => "No feature has drifted, but the prediction has.",
                _ => $"{drifted} of {compared} {(compared == 1 ? "feature" : "features")} {(drifted == 1 ? "has" : "have")} drifted{(answers ? ", and so has the prediction" : "")}.",
            },
        };
    }
}
