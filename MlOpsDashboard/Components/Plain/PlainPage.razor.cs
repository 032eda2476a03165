using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Plain;

/// <summary>A page that needs nothing but itself: for people who are not signed in, and for failures.</summary>
public sealed partial class PlainPage
{
    /// <summary>The headline.</summary>
    [Parameter]
    public required string Title { get; set; }

    /// <summary>What to do.</summary>
    [Parameter]
    public required string Text { get; set; }
}
