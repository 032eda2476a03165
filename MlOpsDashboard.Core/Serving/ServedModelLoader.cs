using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving;

/// <summary>Brings versions of models from the artifact store into memory.</summary>
internal sealed class ServedModelLoader(ArtifactStore artifacts, KnownReadings readings, InputTallies inputs, TimeProvider clock)
{
    /// <summary>Loads a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">The artifact is gone.</exception>
    /// <exception cref="InvalidDataException">The artifact is damaged.</exception>
    public Task<ServedModel> LoadAsync(ModelVersion version, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            TrainedModel stored;
            using (Stream stream = artifacts.OpenRead(version.ArtifactSha256))
            {
                stored = ModelArtifact.Load(stream);
            }

            TrainedModel model = await readings.CompleteAsync(version, stored, cancellationToken).ConfigureAwait(false);
            return new ServedModel(version, model, inputs.For(version, model.Signature), clock.GetUtcNow());
        },
        cancellationToken);
}
