using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Components.Pages.Retraining;

/// <summary>One retraining: how the challenger compares, what was done and why, and what a person may say.</summary>
public sealed partial class DecisionView : ComponentBase
{
    /// <summary>The retraining.</summary>
    [Parameter, EditorRequired]
    public RetrainingDecision Decision { get; set; } = default!;

    /// <summary>Whether an answer is under way.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Told whether a person agrees.</summary>
    [Parameter]
    public EventCallback<bool> Answer { get; set; }

    private string Title => Decision.EndedAt is null ? "What goes on" : "The latest retraining";

    private string Version => ModelLinks.Model(Decision.ModelName, Decision.ChallengerVersion ?? Decision.ChampionVersion);
}
