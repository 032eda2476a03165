using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Components.Pages.Deployments;

/// <summary>Who gets what part of a model's requests, as planned and as observed.</summary>
public sealed partial class TrafficSplit : ComponentBase
{
    /// <summary>The parts.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TrafficShare> Traffic { get; set; } = [];

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string ModelName { get; set; } = "";

    private string Said => string.Join(", ", Traffic.Select(share => $"version {share.Version}: {DeploymentWords.Percent(share.Share)}"));
}
