using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Storage;

/// <summary>The data folder: the one place on disk that the program writes to.</summary>
public sealed class DataFolder
{
    private const int ProbeBytes = 1 << 16;

    /// <summary>Finds the folder; nothing is created yet.</summary>
    /// <param name="options">Names the folder.</param>
    /// <param name="environment">Gives the content root, at which a relative path starts.</param>
    public DataFolder(IOptions<StorageOptions> options, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        Root = Path.GetFullPath(options.Value.DataDirectory, environment.ContentRootPath);
    }

    /// <summary>The folder's absolute path.</summary>
    public string Root { get; }

    /// <summary>The SQLite database.</summary>
    public string Database => Path.Combine(Root, "mlops.db");

    /// <summary>The folder of the artifact store.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The folder of the keys that protect cookies.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>The file that the process holds open as long as it owns the folder.</summary>
    internal string LockFile => Path.Combine(Root, ".lock");

    /// <summary>Makes the folder and its parts, for this user alone, and tries whether it can be written to.</summary>
    /// <exception cref="StartException">The folder cannot be made or written to.</exception>
    public void Create() => Guard(() =>
    {
        CreatePrivate(Root);
        CreatePrivate(Keys);
        CreatePrivate(Artifacts);
        Probe([]);
    });

    /// <summary>Tries whether the folder takes some content: an empty file fits onto a full disk.</summary>
    /// <exception cref="StartException">It does not; the message says why.</exception>
    internal void TryWriting() => Guard(() => Probe(new byte[ProbeBytes]));

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"The data folder {Root} cannot be written to ({exception.Message.TrimEnd('.')}); "
                + "set Storage:DataDirectory to a folder that this user may write to.",
                exception);
        }
    }

    private void Probe(byte[] content)
    {
        string probe = Path.Combine(Root, ".write-probe-" + Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(probe, content);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    // Data sets are often confidential, and whoever reads the keys can write cookies. A folder that is there already
    // keeps the permissions that its owner gave it.
    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
