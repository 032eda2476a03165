using Microsoft.Win32.SafeHandles;

namespace MlOpsDashboard.Core.Storage;

/// <summary>What a file looks like from outside. Whoever replaces or writes a file changes it, unless he sets the times back.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Written">When it was written to.</param>
/// <param name="Made">When it was made: a file that is moved into the place of another one brings its own time.</param>
internal readonly record struct FileStamp(long Bytes, DateTime Written, DateTime Made)
{
    /// <summary>The stamp of an open file.</summary>
    public static FileStamp Of(SafeFileHandle file) =>
        new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file), File.GetCreationTimeUtc(file));

    /// <summary>The stamp of the file at a path; null when there is none.</summary>
    public static FileStamp? Of(string path) =>
        new FileInfo(path) is { Exists: true } file ? new FileStamp(file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc) : null;
}
