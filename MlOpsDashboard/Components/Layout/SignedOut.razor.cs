using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Access;

namespace MlOpsDashboard.Components.Layout;

/// <summary>What is left of a page whose reader was signed out elsewhere or whose key was revoked: it leads to the sign-in.</summary>
public sealed partial class SignedOut : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        string here = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        Navigation.NavigateTo($"{SignInEndpoints.Path}?{SignInEndpoints.ReturnParameter}={Uri.EscapeDataString(here)}", forceLoad: true);
    }
}
