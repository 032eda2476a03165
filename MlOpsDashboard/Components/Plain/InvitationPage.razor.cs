using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Plain;

/// <summary>Where the link of an invitation leads: somebody new chooses a name and a password, somebody who is known a new password.</summary>
public sealed partial class InvitationPage : ComponentBase
{
    /// <summary>What the link carries; null when it does not work.</summary>
    [Parameter]
    public string? Secret { get; set; }

    /// <summary>The name of somebody who is known; null for somebody new.</summary>
    [Parameter]
    public string? KnownName { get; set; }

    /// <summary>The name that was entered in the last try.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>What the invited may do.</summary>
    [Parameter]
    public UserRole Role { get; set; }

    /// <summary>Why the last try did not work; null for none.</summary>
    [Parameter]
    public string? Problem { get; set; }
}
