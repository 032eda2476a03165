using System.Text.RegularExpressions;

namespace MlOpsDashboard.Tests.Web.Observability;

/// <summary>Which metrics an expression in PromQL reads, and which a program exposes.</summary>
internal static partial class MetricNames
{
    private static readonly HashSet<string> s_words =
        new(StringComparer.Ordinal) { "by", "without", "and", "or", "unless", "on", "ignoring", "group_left", "group_right", "offset", "bool" };

    /// <summary>The metrics in an expression.</summary>
    public static IReadOnlySet<string> In(string expression)
    {
        string bare = Grouping().Replace(Range().Replace(Labels().Replace(expression, ""), ""), "");
        return Name().Matches(bare).Select(match => match.Value).Where(name => !s_words.Contains(name)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The names of the samples in the text format.</summary>
    public static IReadOnlySet<string> Exposed(string text) =>
        text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.IndexOfAny(['{', ' '])]).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(by|without|on|ignoring)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    // Neither a function, which a bracket follows, nor part of a number such as 2e9 or 1d.
    [GeneratedRegex(@"(?<![\w.$])[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Name();
}
