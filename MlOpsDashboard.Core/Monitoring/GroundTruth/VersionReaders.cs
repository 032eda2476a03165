using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>The readers of the versions that a piece of work comes across, each looked up once. Used by one caller at a time.</summary>
/// <param name="registry">Knows the versions.</param>
internal sealed class VersionReaders(RegistryService registry)
{
    private readonly Dictionary<(string, int), ActualReader?> _readers = [];

    /// <summary>The reader of a version; null when it is not there any more.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ActualReader?> FindAsync(string model, int version, CancellationToken cancellationToken)
    {
        if (!_readers.TryGetValue((model, version), out ActualReader? reader))
        {
            try
            {
                reader = new ActualReader(await registry.GetAsync($"{model}:{version}", cancellationToken).ConfigureAwait(false));
            }
            catch (NotFoundException)
            {
                reader = null;
            }

            _readers[(model, version)] = reader;
        }

        return reader;
    }
}
