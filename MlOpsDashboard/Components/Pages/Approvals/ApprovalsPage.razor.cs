using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Components.Pages.Approvals;

/// <summary>What waits for an approver, what is known of it, and what became of the rest?</summary>
public sealed partial class ApprovalsPage : LiveComponent
{
    private IReadOnlyList<ApprovalRequest>? _requests;
    private IReadOnlyList<RetrainingDecision> _challengers = [];
    private ApprovalRequest? _named;
    private Exception? _error;

    /// <summary>The request that is opened beside those that wait, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Id { get; set; }

    [Inject]
    private ApprovalService Approvals { get; set; } = default!;

    [Inject]
    private ApprovalFeed Feed { get; set; } = default!;

    [Inject]
    private RetrainingService Retraining { get; set; } = default!;

    [Inject]
    private RetrainingFeed Decisions { get; set; } = default!;

    private int Waiting => _requests?.Count(request => request.State == ApprovalState.Pending) ?? 0;

    private string Headline => _requests is null ? "What waits for an approver?"
        : Waiting == 0 ? "Nothing waits for an approver."
        : $"{Display.Count(Waiting, "request")} {(Waiting == 1 ? "waits" : "wait")} for an approver.";

    // The one that the address names comes first, then those that have waited longest.
    private IEnumerable<ApprovalRequest> Opened => (_named is null ? [] : new[] { _named })
        .Concat(_requests!.Where(request => request.State == ApprovalState.Pending && request.Id != _named?.Id).OrderBy(request => request.Id, StringComparer.Ordinal));

    private IReadOnlyList<ApprovalRequest> Ended => [.. _requests!.Where(request => request.State != ApprovalState.Pending && request.Id != _named?.Id)];

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Watch(Feed.Subscribe(), _ => LoadAsync());
        Watch(Decisions.Subscribe(), _ => LoadAsync());
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        IReadOnlyList<ApprovalRequest> waiting = (await Approvals.ListAsync(ApprovalState.Pending, null, new PageQuery(PageQuery.MaxLimit), Lifetime)).Items;
        IReadOnlyList<ApprovalRequest> latest = (await Approvals.ListAsync(null, null, new PageQuery(), Lifetime)).Items;
        _challengers = await Retraining.ListWaitingAsync(Lifetime);
        _requests = [.. waiting.UnionBy(latest, request => request.Id)];
        try
        {
            (_named, _error) = (string.IsNullOrEmpty(Id) ? null : await Approvals.GetAsync(Id, Lifetime), null);
        }
        catch (NotFoundException exception)
        {
            (_named, _error) = (null, exception);
        }
    }
}
