using System.Collections.Concurrent;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Serving.Inputs;

/// <summary>The tallies of all versions that were loaded; a version that is loaded anew goes on with its own.</summary>
internal sealed class InputTallies
{
    private readonly ConcurrentDictionary<(string Model, int Version, string Sha256), InputTally> _tallies = new();

    /// <summary>The tally of a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="signature">Its signature.</param>
    public InputTally For(ModelVersion version, ModelSignature signature) =>
        _tallies.GetOrAdd((version.Name, version.Version, version.ArtifactSha256), _ => new InputTally(signature));

    /// <summary>Takes what was counted since the last call.</summary>
    public IEnumerable<(string Model, int Version, InputCounts Counts)> Drain()
    {
        foreach (((string model, int version, _), InputTally tally) in _tallies)
        {
            if (tally.Drain() is { } counts)
            {
                yield return (model, version, counts);
            }
        }
    }
}
