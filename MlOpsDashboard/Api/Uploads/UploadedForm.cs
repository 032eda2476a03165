using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Api.Uploads;

/// <summary>A multipart form with a file that is on disk already. Disposing it removes the file unless it was kept.</summary>
/// <param name="Fields">The other fields.</param>
/// <param name="File">The file; null when the form has none.</param>
/// <param name="FileName">Its name at its sender; null when it has none.</param>
internal sealed record UploadedForm(IReadOnlyDictionary<string, string> Fields, StagedArtifact? File, string? FileName) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => File?.Dispose();
}
