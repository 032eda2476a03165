using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Requests that a version go into production: somebody asks, an approver decides, and agreeing is the move itself.</summary>
public sealed partial class ApprovalService
{
    private readonly ApprovalStore _store;
    private readonly RegistryService _registry;
    private readonly ChecklistMaker _checklists;
    private readonly ApprovalFeed _feed;
    private readonly TimeProvider _clock;

    internal ApprovalService(ApprovalStore store, RegistryService registry, ChecklistMaker checklists, ApprovalFeed feed, TimeProvider clock) =>
        (_store, _registry, _checklists, _feed, _clock) = (store, registry, checklists, feed, clock);

    /// <summary>Asks for a version to go into production.</summary>
    /// <param name="modelId">The version.</param>
    /// <param name="stage">Where to; only production takes an approval.</param>
    /// <param name="comment">Why; may be null.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">The stage takes no approval, or the comment is too long.</exception>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    /// <exception cref="ConflictException">It is in production or archived, is asked for already, or must be in staging first.</exception>
    public async Task<ApprovalRequest> AskAsync(string modelId, ModelStage stage, string? comment, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        RegistryService.CheckText(comment, "comment");
        if (stage != ModelStage.Production)
        {
            throw new InvalidException("stage", $"stage must be production: moving to {StageRules.Word(stage)} takes no approval (PUT /api/models/{modelId}/promote).");
        }

        ModelVersion version = await _registry.GetAsync(modelId, cancellationToken);
        StagePolicy policy = (await _registry.GetModelAsync(version.Name, cancellationToken)).Model.Policy;
        if (Fault(version, policy) is { } fault)
        {
            throw new ConflictException(fault);
        }

        var request = new ApprovalRequest
        {
            Id = Ids.New(_clock),
            ModelName = version.Name,
            Version = version.Version,
            PendingModelId = version.ModelId,
            RequestedBy = actor.Name,
            RequestedAt = _clock.GetUtcNow(),
            Comment = string.IsNullOrWhiteSpace(comment) ? null : comment,
            Checklist = await _checklists.MakeAsync(version, cancellationToken),
        };
        if (!await _store.TryAddAsync(request, cancellationToken))
        {
            throw new ConflictException($"{version.ModelId} is asked for already: let that request be decided, or withdraw it.");
        }

        _feed.Publish(request, await _store.CountPendingAsync(CancellationToken.None));
        return request;
    }

    /// <summary>A request as it was stored.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<ApprovalRequest> GetAsync(string id, CancellationToken cancellationToken) =>
        await _store.FindAsync(id, cancellationToken) ?? throw new NotFoundException($"There is no approval {id}.");

    /// <summary>What is to be known for a decision: made anew while the request waits, and what was known when it was decided afterwards.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ApprovalChecklist> ReadChecklistAsync(ApprovalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.State == ApprovalState.Pending
            ? await _checklists.MakeAsync(await _registry.GetAsync(request.ModelId, cancellationToken), cancellationToken)
            : request.DecidedChecklist ?? request.Checklist;
    }

    /// <summary>One page of the requests, the newest first.</summary>
    /// <param name="state">Only those in a state; null for all.</param>
    /// <param name="model">Only a model's; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Page<ApprovalRequest>> ListAsync(ApprovalState? state, string? model, PageQuery page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return _store.PageAsync(request => (state == null || request.State == state) && (model == null || request.ModelName == model), page, cancellationToken);
    }

    /// <summary>The request that waits for a version; null without one.</summary>
    /// <param name="modelId">The version, by its number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<ApprovalRequest?> FindPendingAsync(string modelId, CancellationToken cancellationToken) => _store.FindPendingAsync(modelId, cancellationToken);

    private static string? Fault(ModelVersion version, StagePolicy policy) => version.Stage switch
    {
        ModelStage.Production => $"{version.ModelId} is in production already.",
        ModelStage.Archived => $"{version.ModelId} is archived: move it to staging first, or, when it was in production before, let an approver roll back to it.",
        _ => policy.StagingFault(version),
    };
}
