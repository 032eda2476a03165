using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Audit;

/// <summary>Writes down who changed who gets in.</summary>
/// <param name="log">The log.</param>
internal sealed class AccessAudit(AuditLog log) : IAccessObserver
{
    /// <inheritdoc/>
    public void OnChanged(MlOpsDbContext context, AccessChange change) => log.Append(
        context,
        new AuditEntry(change.Actor, change.Action, change.SubjectKind, change.SubjectId, Detail: change.Detail));
}
