using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Layout;

namespace MlOpsDashboard.Components;

/// <summary>Finds the page of an address. The root of what runs interactively.</summary>
public sealed partial class Routes : ComponentBase
{
    /// <summary>What the reader chose before; it comes along from the request's cookies.</summary>
    [Parameter]
    public Preferences Chosen { get; set; } = Preferences.Default;
}
