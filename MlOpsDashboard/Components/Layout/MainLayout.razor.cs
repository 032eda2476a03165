using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace MlOpsDashboard.Components.Layout;

/// <summary>The frame around every page: the bar on top, the navigation at the side (a drawer on a phone), the content.</summary>
public sealed partial class MainLayout : IDisposable
{
    private ErrorBoundary? _boundary;
    private bool _drawerOpen;
    private bool _narrow;

    /// <summary>What the reader chose before.</summary>
    [CascadingParameter]
    public Preferences? Chosen { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ShellInterop Shell { get; set; } = default!;

    /// <summary>
    /// "true" once the circuit lives. A click before that is lost, so browser tests wait for this mark, and so can the
    /// style sheet.
    /// </summary>
    private string Interactive => RendererInfo.IsInteractive ? "true" : "false";

    /// <summary>A bare <c>#content</c> would be read against the base address and lead to the overview.</summary>
    private string ContentAddress => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + "#content";

    private string NarrowWords => _narrow ? "Widen navigation" : "Narrow navigation";

    /// <inheritdoc />
    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _narrow = Chosen?.NarrowNavigation ?? false;
        Navigation.LocationChanged += OnLocationChanged;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs arguments) => InvokeAsync(() =>
    {
        _drawerOpen = false;
        // A page that failed does not take the next one with it.
        _boundary?.Recover();
        StateHasChanged();
    });

    private void ToggleDrawer() => _drawerOpen = !_drawerOpen;

    private void CloseDrawer() => _drawerOpen = false;

    private void OnNavigationKey(KeyboardEventArgs arguments)
    {
        if (arguments.Key == "Escape")
        {
            CloseDrawer();
        }
    }

    private async Task ToggleNarrowAsync()
    {
        _narrow = !_narrow;
        await Shell.KeepAsync(Preferences.NavigationCookie, _narrow ? Preferences.Narrow : Preferences.Wide);
    }
}
