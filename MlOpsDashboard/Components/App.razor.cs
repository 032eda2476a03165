using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Layout;

namespace MlOpsDashboard.Components;

/// <summary>The HTML document around every page.</summary>
public sealed partial class App : ComponentBase
{
    private Preferences _preferences = Preferences.Default;

    private string? Nonce => Context is null ? null : ScriptNonce.Of(Context);

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => _preferences = Preferences.Read(Context?.Request.Cookies);
}
