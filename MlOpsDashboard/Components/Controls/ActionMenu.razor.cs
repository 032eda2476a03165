using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace MlOpsDashboard.Components.Controls;

/// <summary>What can be done less often, behind one button.</summary>
public sealed partial class ActionMenu : ComponentBase
{
    private bool _open;

    /// <summary>What the button is called.</summary>
    [Parameter]
    public string Label { get; set; } = "More actions";

    /// <summary>The picture on the button, by a name of <see cref="AppIcons"/>.</summary>
    [Parameter]
    public string Icon { get; set; } = "more";

    /// <summary>The entries, each a <see cref="MenuAction"/>.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;

    /// <summary>Closes the menu, as an entry does that was chosen.</summary>
    public void Close()
    {
        _open = false;
        StateHasChanged();
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
        {
            _open = false;
        }
    }
}
