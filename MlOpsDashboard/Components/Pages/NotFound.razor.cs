using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages;

/// <summary>What an address without a page shows.</summary>
public sealed partial class NotFound : ComponentBase;
