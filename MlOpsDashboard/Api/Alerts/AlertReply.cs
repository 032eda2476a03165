using MlOpsDashboard.Core.Alerts;

namespace MlOpsDashboard.Api.Alerts;

/// <summary>A rule, and where it stands.</summary>
internal sealed record AlertReply(
    string Id,
    string Name,
    string? ModelName,
    string Metric,
    string Operator,
    double Threshold,
    double? ClearThreshold,
    int WindowSeconds,
    int ForSeconds,
    long MinRows,
    AlertSeverity Severity,
    IReadOnlyList<string> Channels,
    string? Owner,
    bool Enabled,
    DateTimeOffset? SilencedUntil,
    AlertState State,
    double? Value,
    DateTimeOffset? Since,
    DateTimeOffset? LastEvaluatedAt,
    string? Note,
    IReadOnlyList<AlertSubjectView> Subjects,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset UpdatedAt)
{
    /// <summary>A rule as callers see it; state, value and the like are of the model for which it is the most pressing.</summary>
    public static AlertReply Of(AlertView view) => new(
        view.Rule.Id,
        view.Rule.Name,
        view.Rule.ModelName,
        view.Rule.Metric,
        view.Rule.Operator.Symbol(),
        view.Rule.Threshold,
        view.Rule.ClearThreshold,
        view.Rule.WindowSeconds,
        view.Rule.ForSeconds,
        view.Rule.MinRows,
        view.Rule.Severity,
        view.Rule.Channels,
        view.Rule.Owner,
        view.Rule.Enabled,
        view.Rule.SilencedUntil,
        view.State,
        view.Worst?.Value,
        view.Worst?.Since,
        view.LastEvaluatedAt,
        view.Note,
        view.Subjects,
        view.Rule.CreatedAt,
        view.Rule.CreatedBy,
        view.Rule.UpdatedAt);
}
