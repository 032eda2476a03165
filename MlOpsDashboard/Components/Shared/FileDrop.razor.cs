using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A place to drop a table on, or to choose one by a click.</summary>
public sealed partial class FileDrop : ComponentBase
{
    private InputFile? _field;

    /// <summary>The field that holds the file; null before it is on the page.</summary>
    public ElementReference? Element => _field?.Element;

    /// <summary>The file that was chosen; null before.</summary>
    [Parameter, EditorRequired]
    public IBrowserFile? File { get; set; }

    /// <summary>What to do here.</summary>
    [Parameter, EditorRequired]
    public string Prompt { get; set; } = "";

    /// <summary>What a file may be.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>True while a file is on its way.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>A file was chosen.</summary>
    [Parameter]
    public EventCallback<InputFileChangeEventArgs> OnChange { get; set; }
}
