using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Audit;

/// <summary>The log of changes: who, what, when and why. It can be added to and read, and nothing else.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="clock">Dates the events.</param>
public sealed class AuditLog(IDbContextFactory<MlOpsDbContext> contexts, TimeProvider clock)
{
    private const string Listing = "audit";

    /// <summary>Writes an event down within the caller's unit of work: it is saved with the change, or not at all.</summary>
    public void Append(MlOpsDbContext context, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entry);
        context.Add(new AuditEvent
        {
            At = clock.GetUtcNow(),
            Actor = entry.Actor,
            Action = entry.Action,
            SubjectKind = entry.SubjectKind,
            SubjectId = entry.SubjectId,
            Reason = entry.Reason,
            Detail = entry.Detail,
        });
    }

    /// <summary>Writes an event down by itself.</summary>
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            Append(context, entry);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The events, the newest first.</summary>
    public async Task<Page<AuditEvent>> ListAsync(AuditQuery filter, PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(query);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var events = context.Set<AuditEvent>().AsNoTracking();
            events = query.After?.Of(Listing, 1) is { } after ? events.After(e => e.EventId, after.Number(0), descending: true) : events;
            var rows = await events
                .Where(e => (filter.SubjectKind == null || e.SubjectKind == filter.SubjectKind)
                    && (filter.SubjectId == null || e.SubjectId == filter.SubjectId)
                    && (filter.Actor == null || e.Actor == filter.Actor))
                .OrderByDescending(e => e.EventId)
                .Skip(query.Offset)
                .Take(query.Limit + 1)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return query.ToPage(rows, one => new PageKey(Listing, PageKey.Text(one.EventId)));
        }
    }
}
