using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Alerts.Metrics;

namespace MlOpsDashboard.Components.Pages.Alerts;

/// <summary>Where the evidence of an alert is.</summary>
internal static class AlertLinks
{
    /// <summary>The page that shows what a metric comes from.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="model">The model; null for the whole program.</param>
    public static (string Text, string Address) Evidence(string metric, string? model)
    {
        string query = model is null ? "" : $"?model={Uri.EscapeDataString(model)}";
        return AlertMetrics.Find(metric)?.Kind switch
        {
            AlertMetricKind.Drift => ("Drift", "drift" + query),
            AlertMetricKind.Jobs => ("Training", "training"),
            AlertMetricKind.Quality => ("Monitoring", "monitoring" + (model is null ? "?range=7d" : query + "&range=7d")),
            _ => ("Monitoring", "monitoring" + (model is null ? "?range=1h" : query + "&range=1h")),
        };
    }

    /// <summary>The tone of a state, as <see cref="Shared.StatusBadge"/> names it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="severity">How pressing the rule is.</param>
    public static string Tone(AlertState state, AlertSeverity severity) => state switch
    {
        AlertState.Firing => severity switch { AlertSeverity.Critical => "error", AlertSeverity.Warning => "warn", _ => "info" },
        AlertState.Pending => "busy",
        AlertState.Resolved => "ok",
        _ => "muted",
    };

    /// <summary>A state in one word.</summary>
    /// <param name="state">The state.</param>
    public static string Word(AlertState state) => state switch
    {
        AlertState.Firing => "firing",
        AlertState.Pending => "pending",
        AlertState.Resolved => "resolved",
        _ => "quiet",
    };
}
