using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>How serving does.</summary>
/// <param name="Healthy">Whether every production version could be loaded.</param>
/// <param name="Production">The versions in production that are loaded.</param>
/// <param name="Pinned">The other versions that are loaded.</param>
/// <param name="Problems">Why a production version could not be loaded, by model name.</param>
/// <param name="Accepted">Predictions given to the log since the start.</param>
/// <param name="Stored">Predictions of the log in the database since the start.</param>
/// <param name="LogCapacity">Predictions that may wait before requests do.</param>
public sealed record ServingHealth(
    bool Healthy,
    IReadOnlyList<ServedVersion> Production,
    IReadOnlyList<ServedVersion> Pinned,
    IReadOnlyDictionary<string, string> Problems,
    long Accepted,
    long Stored,
    int LogCapacity);
