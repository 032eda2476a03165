namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Where files go that are not what their name says, so that nothing takes them for it and somebody can look at them. They stay until
/// no row names their content any more.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="clock">Tells copies of one name apart.</param>
internal sealed class DamagedFolder(DataFolder folder, TimeProvider clock)
{
    private string Root => Path.Combine(folder.Artifacts, "damaged");

    /// <summary>Takes a file.</summary>
    /// <param name="path">Where it lies now.</param>
    /// <param name="sha256">The name that it does not deserve.</param>
    public void Take(string path, string sha256)
    {
        Directory.CreateDirectory(Root);
        File.Move(path, Path.Combine(Root, $"{sha256}.{Ids.New(clock)}"));
    }

    /// <summary>Whether a file of that name was set aside.</summary>
    public bool Holds(string sha256) => FilesOf(sha256).Any();

    /// <summary>The names of which files were set aside.</summary>
    public IEnumerable<string> Names() => FilesOf("*").Select(path => Path.GetFileName(path).Split('.')[0]).Distinct(StringComparer.Ordinal);

    /// <summary>Removes what was set aside of a name.</summary>
    /// <returns>The bytes freed.</returns>
    public long Delete(string sha256)
    {
        long freed = 0;
        foreach (string path in FilesOf(sha256).ToList())
        {
            freed += new FileInfo(path).Length;
            File.Delete(path);
        }

        return freed;
    }

    private IEnumerable<string> FilesOf(string sha256) => Directory.Exists(Root) ? Directory.EnumerateFiles(Root, sha256 + ".*") : [];
}
