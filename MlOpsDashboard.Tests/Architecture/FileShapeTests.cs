using System.Text.RegularExpressions;
using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed partial class FileShapeTests
{
    private const int MostLines = 300;

    /// <summary>Files that may be longer, each with the day and the reason. One that has become short must leave.</summary>
    private static readonly Dictionary<string, string> s_longFiles = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void File_has_one_top_level_type_and_its_name()
    {
        var faults = from file in SourceTree.All
                     where file.Name.EndsWith(".cs", StringComparison.Ordinal) && file.Name != "Program.cs" && !IsMigration(file)
                     let types = TopLevelType().Matches(file.Code)
                         .Select(match => (Kind: match.Groups[1].Value, Name: match.Groups[2].Value)).Distinct().ToArray()
                     where types.Length == 0 || types[0].Name != file.Name.Split('.')[0] || !MayShare(types)
                     select $"{file}: {string.Join(", ", types.Select(type => type.Name))}";

        Faults.None(faults);
    }

    [Fact]
    public void File_is_short()
    {
        var faults = from file in SourceTree.All
                     where file.Lines > MostLines && !IsKernel(file) && !IsMigration(file) && !s_longFiles.ContainsKey(file.Path)
                     select $"{file} has {file.Lines} lines";

        Faults.None(faults);
    }

    [Fact]
    public void Exceptions_to_length_are_still_needed()
    {
        var lengths = SourceTree.All.ToDictionary(file => file.Path, file => file.Lines, StringComparer.Ordinal);

        Faults.None(s_longFiles.Keys.Where(path => lengths.GetValueOrDefault(path) <= MostLines));
    }

    [Fact]
    public void Nothing_is_called_a_drawer()
    {
        // Such a name says nothing about what is inside, and so everything ends up there.
        var folders = SourceTree.All.SelectMany(file => file.Folders).Distinct().Where(name => DrawerFolder().IsMatch(name));
        var files = SourceTree.All.Where(file => DrawerFile().IsMatch(file.Name)).Select(file => file.Path);

        Faults.None(folders.Concat(files));
    }

    private static bool IsKernel(SourceFile file) => file.Folders.Contains("Kernels");

    private static bool IsMigration(SourceFile file) => file.Folders.Contains("Migrations");

    /// <summary>Payload records may stand beside the interface that carries them.</summary>
    private static bool MayShare((string Kind, string Name)[] types) =>
        types.Length == 1 || (types[0].Kind == "interface" && types[1..].All(type => type.Kind.StartsWith("record", StringComparison.Ordinal)));

    [GeneratedRegex(@"^(?:\[[^\n]*\]\s*)*(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(class|record struct|record class|record|struct|interface|enum|delegate(?=[^;=]*;))\s+(?:[\w<>?\[\], ]+\s(?=\w+\s*[<(][^=]*;))?(\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex("^(Helpers?|Util(s|ities|ity)?|Managers?|Common|Models?|Misc)$")]
    private static partial Regex DrawerFolder();

    [GeneratedRegex(@"(Helpers?|Utils?|Utility|Utilities|Manager|Common|Misc)\.(cs|razor|razor\.cs)$")]
    private static partial Regex DrawerFile();
}
