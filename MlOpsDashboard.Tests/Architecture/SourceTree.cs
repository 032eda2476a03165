using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Architecture;

/// <summary>The files of the solution that the tests of this folder look at.</summary>
internal static class SourceTree
{
    /// <summary>The core library's folder and namespace.</summary>
    public const string CoreProject = "MlOpsDashboard.Core";

    /// <summary>The web program's folder and namespace.</summary>
    public const string WebProject = "MlOpsDashboard";

    /// <summary>The tests' folder and namespace.</summary>
    public const string TestProject = "MlOpsDashboard.Tests";

    private static readonly string[] s_built = ["bin", "obj", "node_modules", "TestResults"];
    private static readonly Lazy<SourceFile[]> s_core = new(() => Read(CoreProject));
    private static readonly Lazy<SourceFile[]> s_web = new(() => Read(WebProject));
    private static readonly Lazy<SourceFile[]> s_tests = new(() => Read(TestProject));

    /// <summary>C# of the core library.</summary>
    public static IReadOnlyList<SourceFile> Core => s_core.Value;

    /// <summary>C# and Razor of the web program.</summary>
    public static IReadOnlyList<SourceFile> Web => s_web.Value;

    /// <summary>C# of the tests.</summary>
    public static IReadOnlyList<SourceFile> Tests => s_tests.Value;

    /// <summary>What is shipped: core and web.</summary>
    public static IEnumerable<SourceFile> Product => Core.Concat(Web);

    /// <summary>All three projects.</summary>
    public static IEnumerable<SourceFile> All => Product.Concat(Tests);

    /// <summary>The folders directly below a project that hold sources.</summary>
    public static IReadOnlySet<string> FoldersOf(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Folders.Length > 0).Select(file => file.Folders[0]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The build's own files: projects, properties and targets.</summary>
    public static IEnumerable<SourceFile> BuildFiles() =>
        Files(RepositoryFolder.Root, "*.csproj").Concat(Files(RepositoryFolder.Root, "*.props"))
            .Concat(Files(RepositoryFolder.Root, "*.targets"))
            .Select(path => Load("", path));

    private static SourceFile[] Read(string project)
    {
        var folder = RepositoryFolder.Combine(project);
        return [.. Files(folder, "*.cs").Concat(Files(folder, "*.razor")).Select(path => Load(project, path))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static SourceFile Load(string project, string path) =>
        new(project, Path.GetRelativePath(RepositoryFolder.Root, path).Replace('\\', '/'), File.ReadAllText(path));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split('/', '\\').Any(s_built.Contains));
}
