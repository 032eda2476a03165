using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>One entry of an <see cref="ActionMenu"/>: something to do, or a link.</summary>
public sealed partial class MenuAction : ComponentBase
{
    /// <summary>The word on it.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The picture before it, by a name of <see cref="AppIcons"/>.</summary>
    [Parameter, EditorRequired]
    public string Icon { get; set; } = "";

    /// <summary>Where it leads; null for something to do.</summary>
    [Parameter]
    public string? Href { get; set; }

    /// <summary>Whether what it leads to is a file to keep.</summary>
    [Parameter]
    public bool Download { get; set; }

    /// <summary>Whether what it stands for is chosen; null where it is nothing to choose.</summary>
    [Parameter]
    public bool? Checked { get; set; }

    /// <summary>Whether it cannot be chosen now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>What it means, or why it cannot be chosen.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>What it does.</summary>
    [Parameter]
    public EventCallback OnClick { get; set; }

    [CascadingParameter]
    private ActionMenu? Menu { get; set; }

    private async Task ChooseAsync()
    {
        Menu?.Close();
        await OnClick.InvokeAsync();
    }
}
