using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Layout;

/// <summary>The pages, in the order in which a model comes to be and is looked after.</summary>
public sealed partial class NavMenu : ComponentBase
{
    /// <summary>The entries from top to bottom.</summary>
    public static IReadOnlyList<NavEntry> Entries { get; } =
    [
        new("", "space_dashboard", "Overview"),
        new("data", "table_view", "Data", "Build"),
        new("training", "model_training", "Training", "Build"),
        new("experiments", "science", "Experiments", "Build"),
        new("registry", "deployed_code", "Registry", "Serve"),
        new("deployments", "arrow_upward", "Deployments", "Serve"),
        new("approvals", "check_circle", "Approvals", "Serve"),
        new("abtests", "compare", "A/B tests", "Serve"),
        new("predict", "bolt", "Predict", "Serve"),
        new("monitoring", "monitoring", "Monitoring", "Operate"),
        new("drift", "drift", "Drift", "Operate"),
        new("retraining", "progress_activity", "Retraining", "Operate"),
        new("alerts", "notifications", "Alerts", "Operate"),
        new("labels", "label", "Labels", "Operate"),
        new("system", "memory", "System", "Administer"),
        new("logs", "receipt_long", "Logs", "Administer"),
        new("people", "group", "People", "Administer"),
        new("settings", "settings", "Settings", "Administer"),
        new("trash", "delete", "Trash", "Administer"),
        new("account", "person", "You", "Administer"),
    ];
}
