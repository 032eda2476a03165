namespace MlOpsDashboard.Core.Storage;

/// <summary>Told when a stored file is found damaged or missing, and when it is whole again. A failure here is logged.</summary>
public interface IArtifactObserver
{
    /// <summary>A file cannot be used. Each is told once until it is mended.</summary>
    /// <param name="damage">Which one, and why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task OnDamagedAsync(ArtifactDamage damage, CancellationToken cancellationToken);

    /// <summary>The same content came in again and stands in the file's place.</summary>
    /// <param name="use">What it is kept for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task OnMendedAsync(ArtifactUse use, CancellationToken cancellationToken);
}
