using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>One line for each model in production.</summary>
public sealed partial class OperationsTable : ComponentBase
{
    /// <summary>The lines.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<OperationLine> Lines { get; set; } = [];
}
