using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A metric's 95 % interval; nothing where there is none.</summary>
public sealed partial class Bounds : ComponentBase
{
    /// <summary>The interval.</summary>
    [Parameter, EditorRequired]
    public (double Low, double High)? Interval { get; set; }

    /// <summary>Significant digits.</summary>
    [Parameter]
    public int Digits { get; set; } = 4;
}
