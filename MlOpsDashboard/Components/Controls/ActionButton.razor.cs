using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace MlOpsDashboard.Components.Controls;

/// <summary>Something to click, or a link that looks so: one of a kind on a page is loud, the others are not.</summary>
public sealed partial class ActionButton : ComponentBase
{
    /// <summary>The word on it.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>A picture before the word, by a name of <see cref="AppIcons"/>.</summary>
    [Parameter]
    public string? Icon { get; set; }

    /// <summary>How loud it is.</summary>
    [Parameter]
    public ButtonKind Kind { get; set; }

    /// <summary>Whether it is small, as among other things.</summary>
    [Parameter]
    public bool Small { get; set; }

    /// <summary>Whether it sends its form.</summary>
    [Parameter]
    public bool Submit { get; set; }

    /// <summary>Where it leads; null for a button.</summary>
    [Parameter]
    public string? Href { get; set; }

    /// <summary>Whether it cannot be clicked now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Whether what it has begun is under way.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>The word meanwhile; null for the same.</summary>
    [Parameter]
    public string? BusyText { get; set; }

    /// <summary>What it does.</summary>
    [Parameter]
    public EventCallback<MouseEventArgs> OnClick { get; set; }

    /// <summary>Classes of the page's own.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the element, such as its accessible name.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Others { get; set; }

    private Variant LookOf => Kind switch
    {
        ButtonKind.Secondary => Variant.Outlined,
        ButtonKind.Quiet => Variant.Text,
        _ => Variant.Filled,
    };

    private Color ColourOf => Kind switch
    {
        ButtonKind.Primary => Color.Primary,
        ButtonKind.Danger => Color.Error,
        _ => Color.Default,
    };
}
