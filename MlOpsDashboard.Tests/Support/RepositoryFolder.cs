namespace MlOpsDashboard.Tests.Support;

/// <summary>The folder of the solution, which tests over the sources and the sample data start from.</summary>
internal static class RepositoryFolder
{
    private static readonly Lazy<string> s_root = new(Find);

    /// <summary>The full path of the repository.</summary>
    public static string Root => s_root.Value;

    /// <summary>The full path of something in the repository.</summary>
    public static string Combine(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MlOpsDashboard.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds MlOpsDashboard.sln.");
    }
}
