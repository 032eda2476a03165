using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The curves of the classes and, below them, the area of each. There may be many: a legend would cover what it explains.</summary>
public sealed partial class CurveCard : ComponentBase
{
    /// <summary>What the curves are called.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The curves.</summary>
    [Parameter, EditorRequired]
    public CurveDocument Curves { get; set; } = default!;

    /// <summary>What the x axis shows.</summary>
    [Parameter, EditorRequired]
    public string XTitle { get; set; } = "";

    /// <summary>What the y axis shows.</summary>
    [Parameter, EditorRequired]
    public string YTitle { get; set; } = "";

    /// <summary>True for the line of chance.</summary>
    [Parameter]
    public bool Diagonal { get; set; }

    /// <summary>How many classes there are, which may be more than there are curves; 0 when that is not known.</summary>
    [Parameter]
    public int Classes { get; set; }

    /// <summary>This model's curve beside another one's; null for this one's alone.</summary>
    [Parameter]
    public IReadOnlyList<LineSeries>? Both { get; set; }

    private static string Colour(int at) => $"background: {LineSeries.ColourOf(at)}";
}
