using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>What a policy must look like.</summary>
internal static class PolicyRules
{
    private const double MostHours = 24 * 366;
    private const int MostRows = 10_000_000;

    /// <summary>Checks a policy for a model.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="signature">What the version in production expects; null when there is none, and segments cannot be checked.</param>
    /// <param name="now">A schedule must fire after this.</param>
    /// <exception cref="InvalidException">Fields are at fault; all are named.</exception>
    public static void Check(RetrainingPolicy policy, ModelSignature? signature, DateTimeOffset now)
    {
        var errors = new RequestErrors();
        (RetrainingTriggers triggers, RetrainingGates gates) = (policy.Triggers, policy.Gates);
        errors.Require(triggers.DriftShare is >= 0 and <= 1, "triggers.drift_share", "drift_share must be a share from 0 to 1: 0.5 is half of the features.");
        errors.Require(triggers.QualityRatio is null or (> 0 and <= 1), "triggers.quality_ratio", "quality_ratio must be a share above 0 and at most 1: 0.95 starts a retraining when accuracy falls below 95 % of what it was at promotion. Null for never.");
        errors.Require(triggers.NewLabels is null or (>= 1 and <= RetrainingTriggers.MostLabels), "triggers.new_labels", $"new_labels must be from 1 to {RetrainingTriggers.MostLabels:N0}, or null.");
        errors.Must(policy.CooldownHours is >= 0 and <= MostHours, "cooldown_hours", $"must be from 0 to {MostHours:N0}.");
        errors.Must(policy.WindowRows is >= 1 and <= MostRows, "window_rows", $"must be from 1 to {MostRows:N0}.");
        errors.Must(policy.MinRows is >= 1 and <= MostRows, "min_rows", $"must be from 1 to {MostRows:N0}.");
        errors.Must(policy.Data != RetrainingRows.Window || policy.WindowRows >= policy.MinRows, "window_rows", "must not be less than min_rows, or no retraining could ever begin.");
        errors.Within(policy.Trials, SearchLimits.Trials, "trials");
        errors.Within(policy.TimeBudgetSeconds, SearchLimits.BudgetSeconds, "time_budget_seconds");
        errors.Require(
            gates.HoldoutRows is >= RetrainingGates.FewestHoldoutRows and <= RetrainingGates.MostHoldoutRows,
            "gates.holdout_rows",
            $"holdout_rows must be from {RetrainingGates.FewestHoldoutRows} to {RetrainingGates.MostHoldoutRows:N0}.");
        errors.Require(double.IsFinite(gates.Margin) && gates.Margin >= 0, "gates.margin", "margin must be 0 or more, in the unit of the metric.");
        errors.Require(gates.Confidence is > 0.5 and < 1, "gates.confidence", "confidence must be above 0.5 and below 1, such as 0.95.");
        errors.Within(gates.MaxPredictMs, SearchLimits.PredictMs, "gates.max_predict_ms");
        errors.Require(gates.MaxBytes is null or > 0, "gates.max_bytes", "max_bytes must be above 0, or null.");
        foreach (string column in gates.Segments)
        {
            errors.Require(
                signature is null || signature.Features.Any(feature => feature.Name == column && feature.IsCoded),
                "gates.segments",
                $"segments must be features of words, such as {Example(signature)}; '{column}' is none.");
        }

        errors.Try(() => _ = triggers.Schedule is null ? null : CronLine.Read(triggers.Schedule, "triggers.schedule", now));
        errors.ThrowIfAny();
    }

    private static string Example(ModelSignature? signature) =>
        string.Join(", ", (signature?.Features ?? []).Where(feature => feature.IsCoded).Take(5).Select(feature => feature.Name).DefaultIfEmpty("(this model has none)"));
}
