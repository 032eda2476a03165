using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Approvals;

public sealed partial class ApprovalService
{
    /// <summary>Agrees: the version goes into production in the same transaction, in the name of who agrees.</summary>
    /// <param name="id">The request.</param>
    /// <param name="comment">Why; may be null.</param>
    /// <param name="actor">Who agrees.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForbiddenException">They may not, or have asked for it themselves where the policy wants somebody else.</exception>
    /// <exception cref="NotFoundException">There is no such request.</exception>
    /// <exception cref="ConflictException">It waits no more, or the version does not answer or must be in staging first; then it waits on.</exception>
    public async Task<ApprovalRequest> ApproveAsync(string id, string? comment, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        RegistryService.CheckText(comment, "comment");
        ApprovalRequest request = await WaitingAsync(id, cancellationToken);
        ModelRow model = await _registry.GetModelAsync(request.ModelName, cancellationToken);
        model.Model.Policy.RequireOther(request.ModelName, request.RequestedBy, actor.Name);
        ModelVersion version = await _registry.GetAsync(request.ModelId, cancellationToken);
        var end = new ApprovalEnd(ApprovalState.Approved, actor.Name, Text(comment), await _checklists.MakeAsync(version, cancellationToken));
        var permit = new StagePermit
        {
            HeldToStaging = true,
            ApprovalId = request.Id,
            Within = async (context, token) =>
            {
                if (!await _store.TryEndAsync(context, request, end, token))
                {
                    throw Over(request);
                }
            },
        };
        await _registry.MoveAsync(
            request.ModelId, version.Stage, ModelStage.Production, Text(comment) ?? $"Asked for by {request.RequestedBy}{(request.Comment is null ? "." : $": {request.Comment}")}", permit, actor, cancellationToken);
        return await ToldAsync(request);
    }

    /// <summary>Says no: the version stays where it is.</summary>
    /// <param name="id">The request.</param>
    /// <param name="comment">Why; may be null.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such request.</exception>
    /// <exception cref="ConflictException">It waits no more.</exception>
    public async Task<ApprovalRequest> RejectAsync(string id, string? comment, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        RegistryService.CheckText(comment, "comment");
        ApprovalRequest request = await WaitingAsync(id, cancellationToken);
        ModelVersion version = await _registry.GetAsync(request.ModelId, cancellationToken);
        return await EndAsync(request, new ApprovalEnd(ApprovalState.Rejected, actor.Name, Text(comment), await _checklists.MakeAsync(version, cancellationToken)), cancellationToken);
    }

    /// <summary>Takes a request back: who asked may, and administrators.</summary>
    /// <param name="id">The request.</param>
    /// <param name="comment">Why; may be null.</param>
    /// <param name="actor">Who takes it back.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForbiddenException">Somebody else has asked.</exception>
    /// <exception cref="NotFoundException">There is no such request.</exception>
    /// <exception cref="ConflictException">It waits no more.</exception>
    public async Task<ApprovalRequest> WithdrawAsync(string id, string? comment, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        RegistryService.CheckText(comment, "comment");
        ApprovalRequest request = await WaitingAsync(id, cancellationToken);
        if (request.RequestedBy != actor.Name && !actor.May(UserRole.Administrator))
        {
            throw new ForbiddenException($"{request.RequestedBy} has asked for it: only they and administrators take it back. An approver may reject it.");
        }

        return await EndAsync(request, new ApprovalEnd(ApprovalState.Withdrawn, actor.Name, Text(comment)), cancellationToken);
    }

    private async Task<ApprovalRequest> EndAsync(ApprovalRequest request, ApprovalEnd end, CancellationToken cancellationToken) =>
        await _store.TryEndAsync(request, end, cancellationToken)
            ? await ToldAsync(request)
            : throw Over(await GetAsync(request.Id, cancellationToken));

    private async Task<ApprovalRequest> WaitingAsync(string id, CancellationToken cancellationToken)
    {
        ApprovalRequest request = await GetAsync(id, cancellationToken);
        return request.State == ApprovalState.Pending ? request : throw Over(request);
    }

    // Stored is stored: whoever hung up meanwhile, those who watch must hear of it.
    private async Task<ApprovalRequest> ToldAsync(ApprovalRequest request)
    {
        ApprovalRequest now = await GetAsync(request.Id, CancellationToken.None);
        _feed.Publish(now, await _store.CountPendingAsync(CancellationToken.None));
        return now;
    }

    private static ConflictException Over(ApprovalRequest request) => new(request.State == ApprovalState.Pending
        ? $"The request for {request.ModelId} was decided at the same moment: look again."
        : $"The request for {request.ModelId} is {request.State.ToString().ToLowerInvariant()}{(request.DecidedBy is { } by ? $", by {by}" : "")}, and waits for nobody.");

    private static string? Text(string? comment) => string.IsNullOrWhiteSpace(comment) ? null : comment;
}
