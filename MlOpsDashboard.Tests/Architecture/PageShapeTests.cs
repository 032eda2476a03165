using System.Text.RegularExpressions;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed partial class PageShapeTests
{
    private static IEnumerable<SourceFile> Razor =>
        SourceTree.Web.Where(file => file.Name.EndsWith(".razor", StringComparison.Ordinal));

    [Fact]
    public void Markup_holds_no_code() => Faults.None(Razor.Where(file => CodeBlock().IsMatch(file.Code)));

    [Fact]
    public void Page_has_its_code_beside_it()
    {
        var faults = from file in Razor
                     where Page().IsMatch(file.Code) && !File.Exists(RepositoryFolder.Combine(file.Path + ".cs"))
                     select file.Path;

        Faults.None(faults);
    }

    [Fact]
    public void Style_sheet_of_a_component_has_its_component()
    {
        var sheets = Directory.EnumerateFiles(
            RepositoryFolder.Combine(SourceTree.WebProject, "Components"), "*.razor.css", SearchOption.AllDirectories);

        Faults.None(sheets.Where(path => !File.Exists(path[..^".css".Length])));
    }

    [Fact]
    public void Component_that_changes_something_says_so_when_it_is_refused()
    {
        // Else a role that was taken away while the page was open ends in the error boundary: ActingComponent tells it for all of them.
        var faults = SourceTree.Web.Where(file => file.Folders.Contains("Components")
            && file.Code.Contains(".AsActor()", StringComparison.Ordinal)
            && file.Name is not ("ActingComponent.cs" or "ForRole.razor.cs"));

        Faults.None(faults);
    }

    [Fact]
    public void Only_charts_and_layout_speak_to_the_browser()
    {
        var faults = SourceTree.Web.Where(file => Script().IsMatch(file.Code)
            && !file.Path.StartsWith("MlOpsDashboard/Components/Charts/", StringComparison.Ordinal)
            && !file.Path.StartsWith("MlOpsDashboard/Components/Layout/", StringComparison.Ordinal));

        Faults.None(faults);
    }

    [Fact]
    public void Pages_keep_no_time_of_their_own()
    {
        // Throttling and ticking belong to the subscription, where a fake clock can drive them.
        var faults = SourceTree.Web.Where(file => file.Folders.Contains("Pages") && Ticking().IsMatch(file.Code));

        Faults.None(faults);
    }

    [GeneratedRegex(@"^\s*@(code|functions)\b", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^@page ", RegexOptions.Multiline)]
    private static partial Regex Page();

    [GeneratedRegex(@"\b(IJSRuntime|IJSObjectReference)\b")]
    private static partial Regex Script();

    [GeneratedRegex(@"\b(PeriodicTimer|System\.Timers|System\.Threading\.Timer|CreateTimer)\b")]
    private static partial Regex Ticking();
}
