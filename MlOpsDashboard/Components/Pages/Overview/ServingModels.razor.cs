using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>The models that answer requests, with what they are worth.</summary>
public sealed partial class ServingModels : ComponentBase
{
    /// <summary>The models.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ServingModel> Models { get; set; } = [];
}
