using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Keeps the requests.</summary>
internal sealed class ApprovalStore(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit, TimeProvider clock)
{
    private const string Listing = "approvals";

    /// <summary>Adds a request.</summary>
    /// <returns>False when its version is asked for already.</returns>
    public async Task<bool> TryAddAsync(ApprovalRequest request, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(request);
        audit.Append(context, new AuditEntry(request.RequestedBy, "approval.requested", "model_version", request.ModelId, request.Comment, $"approval {request.Id}"));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return false;
        }
    }

    /// <summary>Ends a request within a transaction of somebody else's, or by itself.</summary>
    /// <param name="context">Its context.</param>
    /// <param name="request">As it was while it waited.</param>
    /// <param name="end">What becomes of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it waits no more.</returns>
    public async Task<bool> TryEndAsync(MlOpsDbContext context, ApprovalRequest request, ApprovalEnd end, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        int ended = await context.Set<ApprovalRequest>().Where(r => r.Id == request.Id && r.State == ApprovalState.Pending).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.State, end.State)
                .SetProperty(r => r.PendingModelId, (string?)null)
                .SetProperty(r => r.DecidedBy, end.By)
                .SetProperty(r => r.EndedAt, now)
                .SetProperty(r => r.Reason, end.Reason)
                .SetProperty(r => r.DecidedChecklist, end.Checklist),
            cancellationToken);
        if (ended == 1)
        {
            string action = $"approval.{end.State.ToString().ToLowerInvariant()}";
            audit.Append(context, new AuditEntry(end.By ?? "registry", action, "model_version", request.ModelId, end.Reason, $"approval {request.Id}, asked for by {request.RequestedBy}"));
        }

        return ended == 1;
    }

    /// <summary>Ends a request that waits.</summary>
    /// <returns>False when it waits no more.</returns>
    public async Task<bool> TryEndAsync(ApprovalRequest request, ApprovalEnd end, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await TryEndAsync(context, request, end, cancellationToken))
        {
            return false;
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>A request, or null.</summary>
    public async Task<ApprovalRequest?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ApprovalRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
    }

    /// <summary>The request that waits for a version, or null.</summary>
    public async Task<ApprovalRequest?> FindPendingAsync(string modelId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ApprovalRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.PendingModelId == modelId, cancellationToken);
    }

    /// <summary>How many wait.</summary>
    public async Task<int> CountPendingAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ApprovalRequest>().CountAsync(r => r.State == ApprovalState.Pending, cancellationToken);
    }

    /// <summary>One page, the newest first.</summary>
    public async Task<Page<ApprovalRequest>> PageAsync(Expression<Func<ApprovalRequest, bool>> which, PageQuery page, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<ApprovalRequest> all = context.Set<ApprovalRequest>().AsNoTracking().Where(which);
        all = page.After?.Of(Listing, 1) is { } after ? all.After(r => r.Id, after.Text(0), descending: true) : all;
        List<ApprovalRequest> rows = await all.OrderByDescending(r => r.Id).Skip(page.Offset).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return page.ToPage(rows, request => new PageKey(Listing, request.Id));
    }
}
