using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Plain;

/// <summary>Lets people in by name and password or by an API key; others learn how they get in.</summary>
public sealed partial class SignInPage : ComponentBase
{
    /// <summary>Why the last try did not work; null for none.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>The name that was entered in the last try.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Whether the last try was by an API key.</summary>
    [Parameter]
    public bool ByKey { get; set; }

    /// <summary>Where to go afterwards, an address of this program; null for the overview.</summary>
    [Parameter]
    public string? ReturnTo { get; set; }
}
