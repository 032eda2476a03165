using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>What a model asks for before a version of it goes into production.</summary>
public sealed partial class StagePolicyForm : ActingComponent
{
    private bool _staging;
    private bool _approval;
    private bool _four;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>As it is stored.</summary>
    [Parameter, EditorRequired]
    public StagePolicy Policy { get; set; } = default!;

    /// <summary>Called when it is changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    private StagePolicy Entered => new(_staging, _approval, _four);

    private string Words => Policy switch
    {
        { NeedsApproval: true, FourEyes: true } => $"{First}somebody has to ask, and an approver other than them to agree.",
        { NeedsApproval: true } => $"{First}somebody has to ask, and an approver to agree.",
        { NeedsStaging: true } => "A version must be in staging first; then an approver promotes it.",
        _ => "An approver promotes a version, or agrees to a request.",
    };

    private string First => Policy.NeedsStaging ? "A version must be in staging first; then " : "For production ";

    /// <inheritdoc/>
    protected override void OnInitialized() => (_staging, _approval, _four) = (Policy.NeedsStaging, Policy.NeedsApproval, Policy.FourEyes);

    private async Task SaveAsync()
    {
        if (await TryActAsync(actor => Registry.ChangePolicyAsync(Name, Entered, actor, Lifetime)))
        {
            await Changed.InvokeAsync();
        }
    }
}
