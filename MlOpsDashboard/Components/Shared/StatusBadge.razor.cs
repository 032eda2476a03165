using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A state as colour, picture and word, so that none of the three is needed to understand it.</summary>
public sealed partial class StatusBadge : ComponentBase
{
    private static readonly Dictionary<string, string> s_icons = new(StringComparer.Ordinal)
    {
        ["ok"] = "check_circle",
        ["warn"] = "warning",
        ["error"] = "error",
        ["info"] = "info",
        ["busy"] = "progress_activity",
        ["muted"] = "radio_button_unchecked",
    };

    /// <summary><c>ok</c>, <c>warn</c>, <c>error</c>, <c>info</c>, <c>busy</c> (info that turns) or <c>muted</c>.</summary>
    [Parameter, EditorRequired]
    public string Status { get; set; } = "muted";

    /// <summary>The word.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    private string Kind => s_icons.ContainsKey(Status) ? Status : "muted";

    private string Icon => s_icons[Kind];
}
