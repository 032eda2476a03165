using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Components.Pages.AbTests;

/// <summary>Trains a challenger, whose test begins by itself.</summary>
public sealed partial class AbTestChallenger : ActingComponent
{
    private string? _begun;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string ModelName { get; set; } = "";

    [Inject]
    private RetrainingService Retraining { get; set; } = default!;

    [Inject]
    private RetrainingFeed Feed { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Feed.Subscribe(), decision => _begun = decision.ModelName == ModelName ? decision.Steps[^1].Text : _begun);

    private Task ChallengeAsync() => ActAsync(async actor => _begun = (await Retraining.ChallengeAsync(ModelName, actor, Lifetime)).Steps[^1].Text);
}
