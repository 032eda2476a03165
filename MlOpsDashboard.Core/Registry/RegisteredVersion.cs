namespace MlOpsDashboard.Core.Registry;

/// <summary>The answer to a registration.</summary>
/// <param name="Version">The version that holds the run's model.</param>
/// <param name="Created">False when the run had been registered under this name before.</param>
public sealed record RegisteredVersion(ModelVersion Version, bool Created);
