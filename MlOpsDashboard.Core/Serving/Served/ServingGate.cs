using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>Lets a version into production when it has been loaded from its file and has answered a row.</summary>
internal sealed class ServingGate(ServedModelLoader loader) : IStageGate
{
    /// <inheritdoc/>
    public async Task CheckAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        try
        {
            await loader.TryAsync(version, cancellationToken).ConfigureAwait(false);
        }
        catch (ConflictException exception)
        {
            throw new ConflictException($"{version.ModelId} cannot go into production: {exception.Message}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever a model's file can do wrong, it must do it here and not to those who ask for predictions.
            throw new ConflictException($"{version.ModelId} cannot go into production: it could not be loaded and answer a row ({exception.Message})");
        }
    }
}
