using System.Text.RegularExpressions;
using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

/// <summary>Where there are several ways to write the same, there is one.</summary>
public sealed partial class HandTests
{
    // Names of things that are written so.
    private static readonly string[] s_names = ["PostgreSql", "MurmurHash3"];

    private static IEnumerable<SourceFile> Components => SourceTree.Web.Where(file => file.Folders is ["Components", ..]);

    [Fact]
    public void Component_is_given_its_services_in_one_way()
    {
        var faults = from file in Components
                     where Injected().Count(file.Code) != InjectedSoWritten().Count(file.Code) || InjectedByMarkup().IsMatch(file.Code)
                     select file.Path;

        Faults.None(faults);
    }

    [Fact]
    public void Leaving_a_page_is_caught_in_one_place() => Faults.None(Components.Where(file =>
        file.Name != "LiveComponent.cs" && Left().IsMatch(file.Code)));

    [Fact]
    public void Link_that_looks_like_a_button_is_an_action_button() =>
        Faults.None(Components.Where(file => ButtonByHand().IsMatch(file.Text) || ButtonThatOnlyLeads().IsMatch(file.Text)));

    [Fact]
    public void Stream_that_is_only_read_says_so_once() => Faults.None(SourceTree.Product.Where(file =>
        file.Name != "ReadOnlyStream.cs" && file.Code.Contains("override bool CanWrite => false", StringComparison.Ordinal)));

    [Fact]
    public void Test_is_named_by_a_sentence()
    {
        var faults = from file in SourceTree.Tests
                     from name in TestNames().Matches(file.Code).Select(match => match.Groups[1].Value)
                     where name.Split('_').Except(s_names).Any(word => Hump().IsMatch(word))
                     select $"{file}: {name}";

        Faults.None(faults);
    }

    [Fact]
    public void Page_rewrites_no_sentence_of_a_service() => Faults.None(Components.Where(file => Rewritten().IsMatch(file.Code)));

    [GeneratedRegex(@"\[Inject\b")]
    private static partial Regex Injected();

    [GeneratedRegex(@"\[Inject\]\s+(?:private|protected) [\w.<>?]+ \w+ \{ get; set; \} = default!;")]
    private static partial Regex InjectedSoWritten();

    [GeneratedRegex(@"^\s*@inject\b", RegexOptions.Multiline)]
    private static partial Regex InjectedByMarkup();

    [GeneratedRegex(@"catch \(OperationCanceledException\w* ?\w*\) when \(Lifetime\.")]
    private static partial Regex Left();

    [GeneratedRegex("<a [^>]*class=\"(?:[^\"]* )?button[ \"]")]
    private static partial Regex ButtonByHand();

    [GeneratedRegex(@"OnClick=""@\(\(\) => Navigation\.NavigateTo\(")]
    private static partial Regex ButtonThatOnlyLeads();

    [GeneratedRegex(@"\[(?:\w*Fact|\w*Theory)\b[^\]]*\](?:\s*\[[^\n]*\])*\s+public (?:async )?(?:void|Task|ValueTask) (\w+)\(")]
    private static partial Regex TestNames();

    [GeneratedRegex("[a-z][A-Z]")]
    private static partial Regex Hump();

    [GeneratedRegex(@"\b(?:message|Message|Sentence|Reason)\.(?:StartsWith|Replace|Split|Substring)\(")]
    private static partial Regex Rewritten();
}
