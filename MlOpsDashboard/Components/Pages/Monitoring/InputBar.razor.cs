using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Monitoring.Inputs;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>A share as a number and a tiny bar, with a mark where training had it.</summary>
public sealed partial class InputBar : ComponentBase
{
    /// <summary>The share.</summary>
    [Parameter, EditorRequired]
    public InputShare Share { get; set; } = default!;

    /// <summary>What stands below; null for nothing.</summary>
    [Parameter]
    public string? Before { get; set; }

    private string Title =>
        $"{Display.Count(Share.Count)} of {Display.Count(Share.Of)}; 99 % interval {Display.Number(Share.Live!.Low * 100, 3)} to {Display.Number(Share.Live.High * 100, 3)} %";

    private static string Place(string side, double share) => FormattableString.Invariant($"{side}: {Math.Min(1, share) * 100:0.##}%");
}
