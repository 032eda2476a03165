namespace MlOpsDashboard.Tests.Support;

/// <summary>The sample data sets in <c>shared/data</c> beside the repository, which are too large to live in it.</summary>
internal static class SharedData
{
    /// <summary>The folder, whether it exists or not.</summary>
    public static string Folder => Path.GetFullPath(Path.Combine(RepositoryFolder.Root, "..", "shared", "data"));

    /// <summary>The full path of a data set; throws when it is not there.</summary>
    public static string Find(string file)
    {
        var path = Path.Combine(Folder, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"The sample data set {path} is missing.", path);
    }

    /// <summary>The reason to skip a test over these files, or null when it has to run.</summary>
    public static string? Skip(string[] files)
    {
        var missing = files.Where(file => !File.Exists(Path.Combine(Folder, file))).ToArray();
        return Requirement.Skip(missing.Length == 0, $"Needs {string.Join(", ", missing)} in {Folder}.");
    }
}
