using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Layout;

/// <summary>Chooses between the light scheme, the dark one and the one of the reader's system. The choice is kept.</summary>
public sealed partial class ThemeSwitch : ComponentBase
{
    private static readonly (string Scheme, string Icon, string Words)[] s_choices =
    [
        ("light", "light_mode", "Light"),
        ("system", "computer", "As the system"),
        ("dark", "dark_mode", "Dark"),
    ];

    private string _scheme = Preferences.Default.Scheme;

    /// <summary>What the reader chose before.</summary>
    [CascadingParameter]
    public Preferences? Chosen { get; set; }

    [Inject]
    private ShellInterop Shell { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _scheme = Chosen?.Scheme ?? _scheme;

    private async Task ChooseAsync(string scheme)
    {
        _scheme = scheme;
        await Shell.ChooseSchemeAsync(scheme);
    }
}
