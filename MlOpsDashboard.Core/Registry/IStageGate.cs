namespace MlOpsDashboard.Core.Registry;

/// <summary>Has a say before a version enters production, by whichever door. Register one to be asked.</summary>
public interface IStageGate
{
    /// <summary>Returns when the version may enter production.</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">It may not; the message says why. The version in production stays.</exception>
    Task CheckAsync(ModelVersion version, CancellationToken cancellationToken);
}
