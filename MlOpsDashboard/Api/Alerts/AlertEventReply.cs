using MlOpsDashboard.Core.Alerts;

namespace MlOpsDashboard.Api.Alerts;

/// <summary>A change of state.</summary>
internal sealed record AlertEventReply(
    string Id,
    DateTimeOffset At,
    string RuleId,
    string RuleName,
    string? ModelName,
    int? ModelVersion,
    string Metric,
    string Operator,
    double Threshold,
    AlertSeverity Severity,
    AlertState FromState,
    AlertState State,
    double? Value,
    string Message,
    bool Silenced)
{
    /// <summary>A change as callers see it.</summary>
    public static AlertEventReply Of(AlertEvent item) => new(
        item.Id, item.At, item.RuleId, item.RuleName, item.ModelName, item.ModelVersion, item.Metric, item.Operator.Symbol(), item.Threshold,
        item.Severity, item.FromState, item.State, item.Value, item.Message, item.Silenced);
}
