using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Answers the first question of the day: is everything well?</summary>
public sealed partial class Overview : ComponentBase;
