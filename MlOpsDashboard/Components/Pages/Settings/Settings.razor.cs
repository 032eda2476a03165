using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Settings;

/// <summary>Who gets in, what is watched, and where everything lies.</summary>
public sealed partial class Settings : ComponentBase;
