using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Keeps files under the SHA-256 of their content: the same content is stored once and never changes. Content appears
/// complete or not at all: it is written under a temporary name, flushed to the disk and renamed. Store first, then
/// commit the row that names it; a crash in between leaves an orphan, which <see cref="ArtifactSweep"/> removes. Content is checked
/// against its name when it is opened, and what does not match is set aside.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="observers">Told of damaged files.</param>
/// <param name="clock">Dates the files, so that the sweep leaves the young ones alone.</param>
/// <param name="logger">Told of damaged files.</param>
public sealed partial class ArtifactStore(
    DataFolder folder, IEnumerable<IArtifactObserver> observers, TimeProvider clock, ILogger<ArtifactStore> logger)
{
    private const int HashLength = 64;
    private const int BufferBytes = 1 << 17;
    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly SemaphoreSlim s_flushes = new(4);
    private readonly Lock _names = new();

    internal string TemporaryFolder => Path.Combine(folder.Artifacts, "tmp");

    /// <summary>Stores content.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="cancellationToken">Stops the copy; nothing stays behind.</param>
    public async Task<StoredArtifact> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        using var staged = await StageAsync(content, cancellationToken).ConfigureAwait(false);
        return await staged.CommitAsync(cancellationToken).ConfigureAwait(false);
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

    /// <summary>Opens content that was checked a moment ago, for reading; the stream can seek.</summary>
    /// <param name="sha256">The content's name in the store.</param>
    /// <exception cref="NotFoundException">The store does not hold it.</exception>
    internal Stream OpenRead(string sha256) =>
        Find(sha256) ?? throw new NotFoundException($"The artifact {sha256} is not in the store.");

    /// <summary>Whether the store holds the content.</summary>
    public bool Exists(string sha256) => IsName(sha256) && File.Exists(FileOf(sha256));

    /// <summary>Removes content. Call it when no row names it any more.</summary>
    /// <returns>The bytes freed; 0 when the store did not hold it.</returns>
    public long Delete(string sha256)
    {
        lock (_names)
        {
            var file = new FileInfo(FileOf(sha256));
            long aside = _damaged.Delete(sha256);
            _problems.TryRemove(sha256, out _);
            if (!file.Exists)
            {
                return aside;
            }

            long bytes = file.Length;
            file.Delete();
            return bytes + aside;
        }
    }

    /// <summary>Gives a temporary file its name for good. A file that has the name without its content is set aside for it.</summary>
    internal async Task KeepAsync(string temporary, string sha256, CancellationToken cancellationToken)
    {
        string path = FileOf(sha256);
        if (File.Exists(path))
        {
            await CheckAsync(_problems.GetValueOrDefault(sha256)?.Use ?? ArtifactUse.Unknown(sha256), cancellationToken).ConfigureAwait(false);
        }

        if (Place(temporary, path) && (_problems.TryRemove(sha256, out ArtifactDamage? damage) || _damaged.Holds(sha256)))
        {
            await TellMendedAsync(damage?.Use ?? ArtifactUse.Unknown(sha256)).ConfigureAwait(false);
        }
    }

    /// <summary>The names of all content, and those of which damaged files were set aside, read from the disk.</summary>
    internal IEnumerable<string> Names() => Directory.Exists(folder.Artifacts)
        ? Directory.EnumerateFiles(folder.Artifacts, "*", SearchOption.AllDirectories).Select(p => Path.GetFileName(p)).Where(IsName)
            .Concat(_damaged.Names()).Distinct(StringComparer.Ordinal)
        : [];

    private bool Place(string temporary, string path)
    {
        lock (_names)
        {
            if (File.Exists(path))
            {
                // Young again: the row that will name it is not there yet, and the sweep must not take it meanwhile.
                File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
                File.Delete(temporary);
                return false;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path);
            return true;
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
        await s_flushes.WaitAsync().ConfigureAwait(false);
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
            s_flushes.Release();
        }
    }

    // Only a hash can become a path, so no name leads out of the folder.
    private string FileOf(string sha256) => IsName(sha256)
        ? Path.Combine(folder.Artifacts, sha256[..2], sha256)
        : throw new NotFoundException("An artifact is named by the 64 lower-case hexadecimal digits of its SHA-256.");

    private static bool IsName(string? sha256) =>
        sha256 is { Length: HashLength } && !sha256.AsSpan().ContainsAnyExcept(s_hexadecimal);
}
