using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace MlOpsDashboard.Components.Layout;

/// <summary>The frame around every page.</summary>
public sealed partial class MainLayout : IDisposable
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>
    /// "true" once the circuit lives. A click before that is lost, so browser tests wait for this mark, and so can the
    /// style sheet.
    /// </summary>
    private string Interactive => RendererInfo.IsInteractive ? "true" : "false";

    /// <summary>A bare <c>#content</c> would be read against the base address and lead to the overview.</summary>
    private string ContentAddress => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + "#content";

    /// <inheritdoc />
    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    /// <inheritdoc />
    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs arguments) => InvokeAsync(StateHasChanged);
}
