namespace MlOpsDashboard.Tests.Support;

/// <summary>An empty folder for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    /// <summary>The full path.</summary>
    public string FullName { get; } = Directory.CreateTempSubdirectory("mlops-test-").FullName;

    /// <summary>The full path of something in the folder.</summary>
    public string Combine(params string[] parts) => Path.Combine([FullName, .. parts]);

    /// <inheritdoc />
    public void Dispose() => Delete(FullName);

    /// <summary>
    /// Removes a folder, also while a thread of a program that has just stopped closes its last database connection:
    /// SQLite makes and removes files beside the database then.
    /// </summary>
    public static void Delete(string folder)
    {
        if (!SpinWait.SpinUntil(() => TryDelete(folder), TimeSpan.FromSeconds(10)))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
