namespace MlOpsDashboard.Tests.Support;

/// <summary>Does to the files of the artifact store what disks and people do.</summary>
internal static class StoredFiles
{
    /// <summary>Where a file lies.</summary>
    public static string Of(string dataFolder, string sha256) => Path.Combine(dataFolder, "artifacts", sha256[..2], sha256);

    /// <summary>The names in the folder of what was set aside.</summary>
    public static string[] SetAside(string dataFolder)
    {
        string folder = Path.Combine(dataFolder, "artifacts", "damaged");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path).Split('.')[0])] : [];
    }

    /// <summary>Changes the last byte of a file, and leaves its length and its times as they were.</summary>
    public static void Alter(string dataFolder, string sha256)
    {
        string path = Of(dataFolder, sha256);
        DateTime written = File.GetLastWriteTimeUtc(path);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = file.Length - 1;
            int last = file.ReadByte();
            file.Position = file.Length - 1;
            file.WriteByte((byte)(last ^ 1));
        }

        File.SetLastWriteTimeUtc(path, written);
    }

    /// <summary>Cuts a file off.</summary>
    public static void Truncate(string dataFolder, string sha256, long bytes)
    {
        using var file = new FileStream(Of(dataFolder, sha256), FileMode.Open, FileAccess.Write);
        file.SetLength(bytes);
    }

    /// <summary>Loses a file.</summary>
    public static void Lose(string dataFolder, string sha256) => File.Delete(Of(dataFolder, sha256));
}
