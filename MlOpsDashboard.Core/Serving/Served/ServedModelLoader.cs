using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>Brings versions of models from the artifact store into memory.</summary>
internal sealed class ServedModelLoader(ArtifactStore artifacts, KnownReadings readings, InputTallies inputs, TimeProvider clock)
{
    // A promotion tries a model and serves it a moment later: then it need not be read again. Held weakly, since it may come to nothing.
    private readonly WeakReference<TriedModel?> _tried = new(null);

    /// <summary>Loads a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The artifact is missing, damaged, or no model that this program reads.</exception>
    public async Task<ServedModel> LoadAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        TrainedModel model = _tried.TryGetTarget(out TriedModel? tried) && tried.ModelId == version.ModelId && tried.Sha256 == version.ArtifactSha256
            ? tried.Model
            : await ReadAsync(version, cancellationToken).ConfigureAwait(false);
        _tried.SetTarget(null);
        return new ServedModel(version, model, inputs.For(version, model.Signature), clock.GetUtcNow());
    }

    /// <summary>Loads a version from its file and lets it answer a row, as it will have to.</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The artifact is missing, damaged, or no model that this program reads; or its answer makes no sense.</exception>
    public async Task TryAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        TrainedModel model = await ReadAsync(version, cancellationToken).ConfigureAwait(false);
        float[] answer = new float[model.OutputCount];
        model.Predict(model.Background.Rows[0], answer);
        if (answer.Any(value => !float.IsFinite(value)))
        {
            throw new ConflictException($"{version.ModelId} answers a row like those of its training with a value that is not finite.");
        }

        _tried.SetTarget(new TriedModel(version.ModelId, version.ArtifactSha256, model));
    }

    private async Task<TrainedModel> ReadAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        Stream stream = await artifacts.OpenAsync(version.Artifact, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                TrainedModel stored = await Task.Run(() => ModelArtifact.Load(stream), cancellationToken).ConfigureAwait(false);
                return await readings.CompleteAsync(version, stored, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException exception)
            {
                throw new ConflictException($"{version.ModelId} cannot be loaded: {exception.Message}");
            }
        }
    }

    private sealed record TriedModel(string ModelId, string Sha256, TrainedModel Model);
}
