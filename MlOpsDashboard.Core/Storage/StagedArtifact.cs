namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Content that is on disk under a temporary name, so that it can be inspected before it is kept. Disposing one that
/// was not committed removes it.
/// </summary>
public sealed class StagedArtifact : IDisposable
{
    private readonly ArtifactStore _store;
    private bool _gone;

    internal StagedArtifact(ArtifactStore store, string path, string sha256, long bytes)
    {
        _store = store;
        Path = path;
        Sha256 = sha256;
        Bytes = bytes;
    }

    /// <summary>The temporary file; it can be read until the artifact is committed or disposed.</summary>
    public string Path { get; }

    /// <summary>The content's SHA-256, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The content's length in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Keeps the content under its hash. Content that is there already, and is whole, is not stored again.</summary>
    /// <param name="cancellationToken">Ends the check of content that is there already.</param>
    public async Task<StoredArtifact> CommitAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_gone, this);
        await _store.KeepAsync(Path, Sha256, cancellationToken).ConfigureAwait(false);
        _gone = true;
        return new StoredArtifact(Sha256, Bytes);
    }

    /// <summary>Removes the content unless it was committed.</summary>
    public void Dispose()
    {
        if (!_gone)
        {
            _gone = true;
            File.Delete(Path);
        }
    }
}
