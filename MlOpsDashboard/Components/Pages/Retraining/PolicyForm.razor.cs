using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Components.Pages.Retraining;

/// <summary>When a model is trained anew, on what, and what has to hold before its successor takes over.</summary>
public sealed partial class PolicyForm : ComponentBase
{
    private RetrainingPolicy? _shown;
    private PolicyDraft _draft = new(new RetrainingPolicy());

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Model { get; set; } = "";

    /// <summary>The policy as it is stored.</summary>
    [Parameter, EditorRequired]
    public RetrainingPolicy Policy { get; set; } = default!;

    /// <summary>The columns of words that the model reads.</summary>
    [Parameter]
    public IReadOnlyList<string> Columns { get; set; } = [];

    /// <summary>What is wrong with what was sent; null when nothing is.</summary>
    [Parameter]
    public InvalidException? Errors { get; set; }

    /// <summary>Whether it is being stored.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Told of the policy that a person wants.</summary>
    [Parameter]
    public EventCallback<RetrainingPolicy> Save { get; set; }

    // What is typed may be to take more, or less, than what is stored.
    private UserRole Takes => _draft is { Then: not RetrainingFollowUp.Register, Approval: false } ? UserRole.Approver : UserRole.DataScientist;

    private string Said => Policy.UpdatedAt is { } at ? $"Changed by {Policy.UpdatedBy} on {Display.Moment(at)}." : "The usual policy; nobody has changed it.";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // What a person is typing stays until the stored policy is another one.
        if (_shown is null || _shown.UpdatedAt != Policy.UpdatedAt)
        {
            _draft = new PolicyDraft(Policy);
        }

        _shown = Policy;
    }
}
