using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Audit;

/// <summary>Writes down which stored files were found damaged or missing, and which came back.</summary>
/// <param name="log">The log.</param>
internal sealed class ArtifactAudit(AuditLog log) : IArtifactObserver
{
    private const string Actor = "system";

    /// <inheritdoc/>
    public Task OnDamagedAsync(ArtifactDamage damage, CancellationToken cancellationToken)
    {
        string action = damage.IsMissing ? "artifact.missing" : "artifact.damaged";
        var entry = new AuditEntry(Actor, action, damage.Use.Kind, damage.Use.Name, Detail: $"{damage.Problem} ({damage.Use.Sha256})");
        return log.AppendAsync(entry, cancellationToken);
    }

    /// <inheritdoc/>
    public Task OnMendedAsync(ArtifactUse use, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(Actor, "artifact.mended", use.Kind, use.Name, Detail: $"the same content came in again ({use.Sha256})");
        return log.AppendAsync(entry, cancellationToken);
    }
}
