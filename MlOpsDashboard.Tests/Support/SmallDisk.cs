using System.Diagnostics;

namespace MlOpsDashboard.Tests.Support;

/// <summary>A file system of a few megabytes in memory, which a test can fill. Needs Linux and the right to mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Whether this machine allows it.</summary>
    public static bool IsPossible { get; } = TryOnce();

    /// <summary>Mounts a new one.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        string folder = Directory.CreateTempSubdirectory("mlops-disk-").FullName;
        return Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder)
            ? new SmallDisk(folder)
            : throw new InvalidOperationException("The disk could not be mounted.");
    }

    /// <summary>Leaves no byte free. Returns the file that takes them all.</summary>
    public string Fill()
    {
        string path = Path.Combine(Folder, "filler");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            byte[] block = new byte[4096];
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full, as wished.
            return path;
        }
    }

    /// <summary>Lets nothing be written any more, or lets it again.</summary>
    public void MakeReadOnly(bool readOnly) => Run("mount", "-o", readOnly ? "remount,ro" : "remount,rw", Folder);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool TryOnce()
    {
        if (!OperatingSystem.IsLinux() || !string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            Mount(1).Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            // A container without the right to mount.
            return false;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
