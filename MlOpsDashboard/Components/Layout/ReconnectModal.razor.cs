using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Layout;

/// <summary>What is shown while the page has no connection to the server.</summary>
public sealed partial class ReconnectModal : ComponentBase;
