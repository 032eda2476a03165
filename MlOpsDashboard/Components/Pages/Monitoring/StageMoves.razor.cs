using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>Which versions changed their stage while the figures were measured.</summary>
public sealed partial class StageMoves : ComponentBase
{
    private const int MostMoves = 20;

    /// <summary>The moves, the earliest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StageEvent> Moves { get; set; } = [];

    /// <summary>The stretch of time that they are of.</summary>
    [Parameter, EditorRequired]
    public TimeRange Range { get; set; } = default!;
}
