using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Layout;

/// <summary>Switches between the light and the dark scheme; the choice is kept in a cookie.</summary>
public sealed partial class ThemeSwitch : ComponentBase;
