using System.Collections.Concurrent;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Remembers which files were read through and found whole, so that a page that shows rows of a large table, or a download that is
/// asked for in parts, need not read all of it each time. The stamp shows every usual change. What it does not show (a disk that
/// forgets, somebody who sets the times back) is found when the memory is over, and never believed where it would last: what is
/// loaded as a model, or trained or predicted on, is read through each time.
/// </summary>
/// <param name="clock">The time.</param>
internal sealed class CheckedFiles(TimeProvider clock)
{
    /// <summary>Files up to this size are read through each time: it takes no more than a few milliseconds.</summary>
    public const long SmallBytes = 16 << 20;

    /// <summary>How long a file is believed to be whole.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, (FileStamp Stamp, long At)> _files = new(StringComparer.Ordinal);

    /// <summary>Whether a file was whole a short time ago and looks the same now.</summary>
    public bool Trusts(string sha256, FileStamp stamp) =>
        stamp.Bytes > SmallBytes && _files.TryGetValue(sha256, out var file) && file.Stamp == stamp && clock.GetElapsedTime(file.At) < Memory;

    /// <summary>Remembers that a file is whole.</summary>
    public void Add(string sha256, FileStamp stamp)
    {
        if (stamp.Bytes <= SmallBytes)
        {
            return;
        }

        if (_files.Count >= Most)
        {
            _files.Clear();
        }

        _files[sha256] = (stamp, clock.GetTimestamp());
    }
}
