using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace MlOpsDashboard.Core.Storage;

public sealed partial class ArtifactStore
{
    private readonly IArtifactObserver[] _observers = [.. observers];
    private readonly DamagedFolder _damaged = new(folder, clock);
    private readonly CheckedFiles _checked = new(clock);
    private readonly ConcurrentDictionary<string, ArtifactDamage> _problems = new(StringComparer.Ordinal);

    /// <summary>
    /// Opens content for reading, after all of it was read and checked against its hash; the stream can seek. It goes on reading the
    /// file that was checked, whatever takes its place meanwhile.
    /// </summary>
    /// <param name="use">The content, and what it is wanted for.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ConflictException">The file is missing, or is not what was stored: it was set aside then.</exception>
    public Task<Stream> OpenAsync(ArtifactUse use, CancellationToken cancellationToken) => OpenAsync(use, trusting: false, cancellationToken);

    /// <summary>The same for what is opened again and again: a large file is not read anew a few minutes after it was found whole.</summary>
    /// <param name="use">The content, and what it is wanted for.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ConflictException">The file is missing, or is not what was stored: it was set aside then.</exception>
    public Task<Stream> OpenOftenAsync(ArtifactUse use, CancellationToken cancellationToken) => OpenAsync(use, trusting: true, cancellationToken);

    /// <summary>What is known to be wrong with content, without reading it; null when nothing is.</summary>
    /// <param name="sha256">The content's name.</param>
    public string? ProblemOf(string sha256) => Exists(sha256) ? null : LossOf(sha256);

    /// <summary>Reads content and compares it with its hash.</summary>
    /// <returns>What is wrong; null when it is whole.</returns>
    internal async Task<ArtifactDamage?> CheckAsync(ArtifactUse use, CancellationToken cancellationToken)
    {
        (FileStream? stream, ArtifactDamage? damage) = await TryOpenAsync(use, trusting: false, cancellationToken).ConfigureAwait(false);
        stream?.Dispose();
        return damage;
    }

    /// <summary>The files that were found damaged or missing and are not mended, as far as is known without reading them.</summary>
    internal IReadOnlyList<string> Problems() =>
    [
        .. _problems.Values.Select(damage => damage.Use.ToString()),
        .. _damaged.Names().Where(name => !_problems.ContainsKey(name) && !Exists(name)).Select(name => $"file {name[..12]}…"),
    ];

    private async Task<Stream> OpenAsync(ArtifactUse use, bool trusting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(use);
        (FileStream? stream, ArtifactDamage? damage) = await TryOpenAsync(use, trusting, cancellationToken).ConfigureAwait(false);
        return stream ?? throw new ConflictException(damage!.ToString());
    }

    private async Task<(FileStream? Stream, ArtifactDamage? Damage)> TryOpenAsync(ArtifactUse use, bool trusting, CancellationToken cancellationToken)
    {
        if (Find(use.Sha256) is not { } stream)
        {
            return (null, await TellAsync(new ArtifactDamage(use, IsMissing: !_damaged.Holds(use.Sha256), LossOf(use.Sha256))).ConfigureAwait(false));
        }

        try
        {
            FileStamp stamp = FileStamp.Of(stream.SafeFileHandle);
            if (!trusting || !_checked.Trusts(use.Sha256, stamp))
            {
                string found = await Task.Run(() => Hash(stream.SafeFileHandle, cancellationToken), cancellationToken).ConfigureAwait(false);
                if (found != use.Sha256)
                {
                    await stream.DisposeAsync().ConfigureAwait(false);
                    return (null, await TellAsync(new ArtifactDamage(use, IsMissing: false, SetAside(use.Sha256, stamp))).ConfigureAwait(false));
                }

                _checked.Add(use.Sha256, stamp);
                _problems.TryRemove(use.Sha256, out _);
            }

            return (stream, null);
        }
        catch (IOException exception)
        {
            // A disk that fails may answer the next time, so the file stays where it is.
            await stream.DisposeAsync().ConfigureAwait(false);
            return (null, await TellAsync(new ArtifactDamage(use, IsMissing: false, $"its file cannot be read ({exception.Message.TrimEnd('.')})")).ConfigureAwait(false));
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private FileStream? Find(string sha256)
    {
        string path = FileOf(sha256);
        try
        {
            return new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                BufferBytes,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // The caller says so, in words that name what it was for.
            return null;
        }
    }

    private string LossOf(string sha256) => _damaged.Holds(sha256)
        ? "its file did not match its SHA-256 and lies in artifacts/damaged now"
        : "its file is missing from the artifact store";

    // Only the file that was read: a whole one may stand in its place by now.
    private string SetAside(string sha256, FileStamp stamp)
    {
        const string Mismatch = "its file does not match its SHA-256";
        string path = FileOf(sha256);
        lock (_names)
        {
            try
            {
                if (FileStamp.Of(path) == stamp)
                {
                    _damaged.Take(path, sha256);
                }

                return $"{Mismatch} and was set aside in artifacts/damaged";
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogNotSetAside(exception, sha256);
                return $"{Mismatch}, and could not be set aside ({exception.Message.TrimEnd('.')})";
            }
        }
    }

    private static string Hash(SafeFileHandle file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long position = 0;
            int read;
            while ((read = RandomAccess.Read(file, buffer, position)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
                position += read;
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Once for each file: who asks again hears the same, the log and the observers do not.
    private async Task<ArtifactDamage> TellAsync(ArtifactDamage damage)
    {
        if (_problems.TryAdd(damage.Use.Sha256, damage))
        {
            LogDamaged(damage.Use, damage.Problem, damage.Use.Sha256);
            await TellAsync(observer => observer.OnDamagedAsync(damage, CancellationToken.None)).ConfigureAwait(false);
        }

        return damage;
    }

    private async Task TellMendedAsync(ArtifactUse use)
    {
        LogMended(use, use.Sha256);
        await TellAsync(observer => observer.OnMendedAsync(use, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task TellAsync(Func<IArtifactObserver, Task> tell)
    {
        foreach (IArtifactObserver observer in _observers)
        {
            try
            {
                await tell(observer).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                LogNotTold(exception, observer.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Use} cannot be used: {Problem} ({Sha256})")]
    private partial void LogDamaged(ArtifactUse use, string problem, string sha256);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file of {Use} is whole again: the same content came in ({Sha256})")]
    private partial void LogMended(ArtifactUse use, string sha256);

    [LoggerMessage(Level = LogLevel.Error, Message = "The damaged file {Sha256} could not be set aside")]
    private partial void LogNotSetAside(Exception exception, string sha256);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} failed on the news of a damaged file")]
    private partial void LogNotTold(Exception exception, string observer);
}
