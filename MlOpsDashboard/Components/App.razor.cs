using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Layout;

namespace MlOpsDashboard.Components;

/// <summary>The HTML document around every page.</summary>
public sealed partial class App : ComponentBase
{
    private Preferences _preferences = Preferences.Default;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private ScriptNonce Nonce { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _preferences = Preferences.Read(Context?.Request.Cookies);
}
