using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Layout;

/// <summary>The pages, in the order in which a model comes to be and is looked after.</summary>
public sealed partial class NavMenu : ComponentBase
{
    /// <summary>The entries from top to bottom.</summary>
    public static IReadOnlyList<NavEntry> Entries { get; } =
    [
        new("", "space_dashboard", "Overview"),
        new("data", "table_view", "Data"),
        new("training", "model_training", "Training"),
        new("experiments", "science", "Experiments"),
        new("registry", "deployed_code", "Registry"),
        new("predict", "bolt", "Predict"),
        new("monitoring", "monitoring", "Monitoring"),
        new("labels", "label", "Labels"),
        new("system", "memory", "System"),
        new("logs", "receipt_long", "Logs"),
        new("settings", "settings", "Settings"),
        new("trash", "delete", "Trash"),
    ];
}
