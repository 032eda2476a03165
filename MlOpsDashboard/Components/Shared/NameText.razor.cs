using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A name in the manner of programs, which may go on in the next line after a dot or an underscore and not in the middle of a word.</summary>
public sealed partial class NameText : ComponentBase
{
    /// <summary>The name.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    private IEnumerable<string> Parts
    {
        get
        {
            int start = 0;
            for (int i = 0; i < Text.Length - 1; i++)
            {
                if (Text[i] is '.' or '_')
                {
                    yield return Text[start..(i + 1)];
                    start = i + 1;
                }
            }

            yield return Text[start..];
        }
    }
}
