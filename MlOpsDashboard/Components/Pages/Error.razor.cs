using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages;

/// <summary>What a request that failed shows.</summary>
public sealed partial class Error : ComponentBase;
