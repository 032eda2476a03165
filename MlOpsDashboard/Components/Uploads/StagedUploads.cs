using System.Collections.Concurrent;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Components.Uploads;

/// <summary>
/// The files that pages wait for: a page opens a place, the browser sends the file there by HTTP, which is several times as quick as
/// through the page's own connection, and the page takes it from there.
/// </summary>
/// <param name="datasets">Stages the files.</param>
/// <param name="clock">Makes the identifiers.</param>
public sealed class StagedUploads(DatasetService datasets, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, StagedArtifact?> _places = new(StringComparer.Ordinal);

    /// <summary>Opens a place for one file. Close it in the end.</summary>
    /// <returns>Its identifier, which nobody can guess.</returns>
    public string Open()
    {
        string id = Ids.New(clock);
        _places[id] = null;
        return id;
    }

    /// <summary>Puts a file where a page waits for it.</summary>
    /// <param name="id">The place.</param>
    /// <param name="content">The file, plain or gzipped; read to its end and left open.</param>
    /// <param name="cancellationToken">Stops the copy; nothing stays behind.</param>
    /// <exception cref="NotFoundException">No page waits there, or not any more.</exception>
    /// <exception cref="InvalidException">The file is too large, or damaged.</exception>
    public async Task PutAsync(string id, Stream content, CancellationToken cancellationToken)
    {
        if (!_places.TryGetValue(id, out StagedArtifact? there) || there is not null)
        {
            throw NobodyWaits();
        }

        StagedArtifact staged = await datasets.StageAsync(content, cancellationToken);
        if (!_places.TryUpdate(id, staged, null))
        {
            staged.Dispose();
            throw NobodyWaits();
        }
    }

    /// <summary>Takes the file out of a place; null when none has come. The caller disposes of it.</summary>
    /// <param name="id">The place.</param>
    public StagedArtifact? Take(string id) => _places.TryRemove(id, out StagedArtifact? staged) ? staged : null;

    /// <summary>Closes a place, and throws away what nobody took.</summary>
    /// <param name="id">The place.</param>
    public void Close(string id) => Take(id)?.Dispose();

    private static NotFoundException NobodyWaits() => new("No page waits for this file any more: choose it again.");
}
