using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Trees.Dump;

namespace MlOpsDashboard.Core.Registry;

/// <summary>Versions in forms that other programs and people read.</summary>
/// <param name="registry">Has the versions and their artifacts.</param>
public sealed class ModelExports(RegistryService registry)
{
    /// <summary>A version as ONNX.</summary>
    /// <param name="modelId">The version, as <see cref="RegistryService.GetAsync"/> takes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    /// <exception cref="ConflictException">It cannot be exported; the message says why.</exception>
    public async Task<(ModelVersion Version, OnnxFile File)> OnnxAsync(string modelId, CancellationToken cancellationToken)
    {
        (ModelVersion version, TrainedModel model) = await LoadAsync(modelId, cancellationToken);
        return (version, await Task.Run(() => OnnxExport.Export(model, version.ModelId), cancellationToken));
    }

    /// <summary>The trees of a version.</summary>
    /// <param name="modelId">The version, as <see cref="RegistryService.GetAsync"/> takes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    /// <exception cref="ConflictException">It has no trees.</exception>
    public async Task<(ModelVersion Version, TreeDump Trees)> TreesAsync(string modelId, CancellationToken cancellationToken)
    {
        (ModelVersion version, TrainedModel model) = await LoadAsync(modelId, cancellationToken);
        return (version, TreeDump.Of(model));
    }

    private async Task<(ModelVersion Version, TrainedModel Model)> LoadAsync(string modelId, CancellationToken cancellationToken)
    {
        (ModelVersion version, Stream content) = await registry.OpenArtifactAsync(modelId, cancellationToken);
        await using (content)
        {
            try
            {
                return (version, await Task.Run(() => ModelArtifact.Load(content), cancellationToken));
            }
            catch (InvalidDataException exception)
            {
                throw new ConflictException($"{version.ModelId} cannot be exported: {exception.Message}");
            }
        }
    }
}
