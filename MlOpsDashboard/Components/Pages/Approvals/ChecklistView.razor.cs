using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Approvals;

namespace MlOpsDashboard.Components.Pages.Approvals;

/// <summary>What is known of a candidate, a line a check.</summary>
public sealed partial class ChecklistView : ComponentBase
{
    /// <summary>The checklist.</summary>
    [Parameter, EditorRequired]
    public ApprovalChecklist Checklist { get; set; } = default!;

    private static string Text(double value, double? low, double? high) =>
        low is { } from && high is { } to ? $"{Display.Number(value)} ({Display.Between(from, to)})" : Display.Number(value);
}
