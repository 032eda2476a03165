using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Plain;

/// <summary>Lets people in by an API key; others learn where their one-time address is.</summary>
public sealed partial class SignInPage : ComponentBase
{
    /// <summary>Why the last try did not work; null for none.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>Where to go afterwards, an address of this program; null for the overview.</summary>
    [Parameter]
    public string? ReturnTo { get; set; }
}
