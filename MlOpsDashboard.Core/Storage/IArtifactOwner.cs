namespace MlOpsDashboard.Core.Storage;

/// <summary>A feature whose rows name artifacts. Register one for each such feature, or its artifacts count as orphans.</summary>
public interface IArtifactOwner
{
    /// <summary>The SHA-256 of every artifact that the feature's rows name, those in the trash included.</summary>
    Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken);

    /// <summary>The same with what each one is kept for; one that two rows name comes twice.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<ArtifactUse>> UsesAsync(CancellationToken cancellationToken);
}
