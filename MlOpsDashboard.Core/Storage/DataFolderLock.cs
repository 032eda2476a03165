namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Keeps a second process out of the data folder while the database is a file in it: two schedulers on one SQLite
/// database would run each job twice. The operating system drops the lock when the process dies, however it dies.
/// </summary>
/// <param name="folder">The folder to own.</param>
internal sealed class DataFolderLock(DataFolder folder) : IDisposable
{
    private FileStream? _file;

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="StartException">Another process has it.</exception>
    public void Acquire()
    {
        try
        {
            _file = new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new StartException(
                $"The data folder {folder.Root} is in use by another MlOpsDashboard process; "
                + "stop that one, or give this one its own folder with Storage:DataDirectory.",
                exception);
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => _file?.Dispose();
}
