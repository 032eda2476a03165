using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Approvals;

/// <summary>A request with what is known of its version, for who decides.</summary>
public sealed partial class ApprovalView : ActingComponent
{
    private ApprovalChecklist? _checklist;
    private ApprovalState? _checkedIn;
    private StagePolicy _policy = new();
    private string? _comment;
    private string? _reader;

    /// <summary>The request.</summary>
    [Parameter, EditorRequired]
    public ApprovalRequest Request { get; set; } = default!;

    [Inject]
    private ApprovalService Approvals { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider State { get; set; } = default!;

    private string HeadId => $"approval-{Request.Id}";

    private bool IsOpen => Request.State == ApprovalState.Pending;

    // Said before the click; the service refuses it all the same.
    private string? Obstacle => _policy.FourEyes && _reader == Request.RequestedBy
        ? $"You have asked for it, and the policy of {Request.ModelName} wants somebody else to approve."
        : null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_checkedIn == Request.State)
        {
            return;
        }

        _checkedIn = Request.State;
        _reader = (await State.GetAuthenticationStateAsync()).User.Identity?.Name;
        try
        {
            _policy = (await Registry.GetModelAsync(Request.ModelName, Lifetime)).Model.Policy;
            _checklist = await Approvals.ReadChecklistAsync(Request, Lifetime);
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException)
        {
            (_checklist, Error) = (Request.DecidedChecklist ?? Request.Checklist, exception);
        }
    }

    private static string Summary(ApprovalChecklist checklist) => string.Join(
        ", ", checklist.Checks.GroupBy(check => check.Outcome).OrderBy(group => group.Key).Select(group => $"{Display.Count(group.Count())} {ApprovalWords.Of(group.Key)}"));
}
