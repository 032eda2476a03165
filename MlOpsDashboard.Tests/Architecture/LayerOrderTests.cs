using System.Text.RegularExpressions;
using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed partial class LayerOrderTests
{
    [Fact]
    public void Every_folder_of_the_core_has_its_place_in_the_order() =>
        Faults.None(SourceTree.FoldersOf(SourceTree.Core).Except(Layers.Order));

    [Fact]
    public void Every_folder_of_the_core_uses_only_folders_before_it()
    {
        var faults = from file in SourceTree.Core
                     where file.Folders.Length > 0
                     from used in UsedBy(file)
                     where !Layers.MayUse(file.Folders[0], used)
                     select $"{file} uses {used}";

        Faults.None(faults);
    }

    [Fact]
    public void Root_of_the_core_uses_no_folder_of_it()
    {
        var faults = from file in SourceTree.Core
                     where file.Folders.Length == 0
                     from used in UsedBy(file)
                     select $"{file} uses {used}";

        Faults.None(faults);
    }

    [Fact]
    public void Namespace_of_every_file_is_its_folder()
    {
        var faults = from file in SourceTree.All
                     where file.Name.EndsWith(".cs", StringComparison.Ordinal) && file.Name != "Program.cs"
                     let expected = string.Join('.', [file.Project, .. file.Folders])
                     let actual = Namespace().Match(file.Code).Groups[1].Value
                     where actual != expected
                     select $"{file} has namespace '{actual}', not '{expected}'";

        Faults.None(faults);
    }

    [Fact]
    public void Our_own_namespaces_are_never_imported_for_a_whole_project()
    {
        // Such an import would hide from the tests above who uses whom.
        var inCode = SourceTree.All.Where(file => GlobalUsing().IsMatch(file.Code)).Select(file => file.Path);
        var inProjects = SourceTree.BuildFiles().Where(file => ProjectUsing().IsMatch(file.Text)).Select(file => file.Path);

        Faults.None(inCode.Concat(inProjects));
    }

    [Fact]
    public void Web_never_names_the_database()
    {
        Faults.None(SourceTree.Web.Where(file => Database().IsMatch(file.Code)));
    }

    [Fact]
    public void Core_never_names_what_belongs_to_pages_and_hubs()
    {
        Faults.None(SourceTree.Core.Where(file => Presentation().IsMatch(file.Code)));
    }

    [Theory]
    [InlineData("Serving", "Registry", true)]
    [InlineData("Registry", "Serving", false)]
    [InlineData("Storage", "Tabular", false)]
    [InlineData("Datasets", "Tabular", true)]
    [InlineData("Rollouts", "Monitoring", true)]
    [InlineData("Alerts", "Costs", false)]
    [InlineData("Alerts", "Drift", true)]
    [InlineData("Drift", "Drift", true)]
    public void Order_allows_what_the_design_says(string user, string used, bool allowed) =>
        Assert.Equal(allowed, Layers.MayUse(user, used));

    /// <summary>
    /// The folders that a file names: by a using, by a full name, or by a name relative to our own namespace. The last
    /// counts only where a type of that name is there, because <c>Storage.Path</c> may also be a property's member.
    /// </summary>
    private static IEnumerable<string> UsedBy(SourceFile file)
    {
        var full = FullName().Matches(file.Code).Select(match => match.Groups[1].Value);
        var relative = from match in RelativeName().Matches(file.Code)
                       let folder = match.Groups[1].Value
                       let type = match.Groups[2].Value
                       where SourceTree.Core.Any(other => other.Folders.Contains(folder) && other.Name == type + ".cs")
                       select folder;
        return full.Concat(relative).Where(Layers.Order.Contains).Distinct();
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*global using .*\bMlOpsDashboard\b", RegexOptions.Multiline)]
    private static partial Regex GlobalUsing();

    [GeneratedRegex("<Using Include=\"MlOpsDashboard")]
    private static partial Regex ProjectUsing();

    [GeneratedRegex(@"\b(MlOpsDbContext|IDbContextFactory)\b")]
    private static partial Regex Database();

    [GeneratedRegex(@"\b(Microsoft\.AspNetCore\.(SignalR|Components|Razor)|MudBlazor|IHubContext|IJSRuntime)\b")]
    private static partial Regex Presentation();

    [GeneratedRegex(@"\b(?<!\w\.)(?:MlOpsDashboard\.)?Core\.(\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w+)\.(?:\w+\.)*?([A-Z]\w+)")]
    private static partial Regex RelativeName();
}
