using System.Buffers;
using System.Security.Cryptography;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Keeps files under the SHA-256 of their content: the same content is stored once and never changes. Content appears
/// complete or not at all: it is written under a temporary name, flushed to the disk and renamed. Store first, then
/// commit the row that names it; a crash in between leaves an orphan, which <see cref="ArtifactSweep"/> removes.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="clock">Dates the files, so that the sweep leaves the young ones alone.</param>
public sealed class ArtifactStore(DataFolder folder, TimeProvider clock)
{
    private const int HashLength = 64;
    private const int BufferBytes = 1 << 17;
    private static readonly SearchValues<char> _hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly SemaphoreSlim _flushes = new(4);
    private readonly Lock _names = new();

    internal string TemporaryFolder => Path.Combine(folder.Artifacts, "tmp");

    /// <summary>Stores content.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="cancellationToken">Stops the copy; nothing stays behind.</param>
    public async Task<StoredArtifact> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        using var staged = await StageAsync(content, cancellationToken).ConfigureAwait(false);
        return staged.Commit();
    }

    /// <summary>Writes content to a temporary file, to be inspected and then committed or disposed.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="cancellationToken">Stops the copy; nothing stays behind.</param>
    public async Task<StagedArtifact> StageAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        Directory.CreateDirectory(TemporaryFolder);
        string path = Path.Combine(TemporaryFolder, Ids.New(clock));
        try
        {
            var (sha256, bytes) = await WriteAsync(content, path, cancellationToken).ConfigureAwait(false);
            return new StagedArtifact(this, path, sha256, bytes);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens content for reading; the stream can seek.</summary>
    /// <param name="sha256">The content's name in the store.</param>
    /// <exception cref="NotFoundException">The store does not hold it.</exception>
    public Stream OpenRead(string sha256)
    {
        try
        {
            return new FileStream(
                FileOf(sha256),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                BufferBytes,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotFoundException($"The artifact {sha256} is not in the store.");
        }
    }

    /// <summary>Whether the store holds the content.</summary>
    public bool Exists(string sha256) => IsName(sha256) && File.Exists(FileOf(sha256));

    /// <summary>Removes content. Call it when no row names it any more.</summary>
    /// <returns>The bytes freed; 0 when the store did not hold it.</returns>
    public long Delete(string sha256)
    {
        lock (_names)
        {
            var file = new FileInfo(FileOf(sha256));
            if (!file.Exists)
            {
                return 0;
            }

            long bytes = file.Length;
            file.Delete();
            return bytes;
        }
    }

    /// <summary>Gives a temporary file its name for good.</summary>
    internal void Keep(string temporary, string sha256)
    {
        string path = FileOf(sha256);
        lock (_names)
        {
            if (File.Exists(path))
            {
                // Young again: the row that will name it is not there yet, and the sweep must not take it meanwhile.
                File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
                File.Delete(temporary);
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path);
        }
    }

    /// <summary>Removes content that nobody touched since a moment.</summary>
    /// <returns>The bytes freed.</returns>
    internal long DeleteIfOlder(string sha256, DateTimeOffset moment)
    {
        lock (_names)
        {
            return File.GetLastWriteTimeUtc(FileOf(sha256)) < moment.UtcDateTime ? Delete(sha256) : 0;
        }
    }

    /// <summary>The names of all content, read from the disk.</summary>
    internal IEnumerable<string> Names() => Directory.Exists(folder.Artifacts)
        ? Directory.EnumerateFiles(folder.Artifacts, "*", SearchOption.AllDirectories).Select(p => Path.GetFileName(p)).Where(IsName)
        : [];

    private async Task<(string Sha256, long Bytes)> WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                int read;
                while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }

                await FlushAsync(file).ConfigureAwait(false);
                File.SetLastWriteTimeUtc(file.SafeFileHandle, clock.GetUtcNow().UtcDateTime);
                return (Convert.ToHexStringLower(hash.GetHashAndReset()), file.Length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // It holds its thread for as long as the disk takes: a burst of uploads would take all threads of the pool from the requests.
    private static async Task FlushAsync(FileStream file)
    {
        await _flushes.WaitAsync().ConfigureAwait(false);
        try
        {
            await Task.Factory.StartNew(
                static state => ((FileStream)state!).Flush(flushToDisk: true),
                file,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _flushes.Release();
        }
    }

    // Only a hash can become a path, so no name leads out of the folder.
    private string FileOf(string sha256) => IsName(sha256)
        ? Path.Combine(folder.Artifacts, sha256[..2], sha256)
        : throw new NotFoundException("An artifact is named by the 64 lower-case hexadecimal digits of its SHA-256.");

    private static bool IsName(string? sha256) =>
        sha256 is { Length: HashLength } && !sha256.AsSpan().ContainsAnyExcept(_hexadecimal);
}
