using System.Text;
using System.Text.RegularExpressions;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Documents;

/// <summary>The documents lead somewhere: each link within the repository names a file that is there, and a heading of it.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] s_skipped = ["bin", "obj", "node_modules", "TestResults", "data", ".git"];

    [Fact]
    public void Link_leads_to_a_file_and_a_heading_that_are_there()
    {
        var faults = new List<string>();
        int links = 0;
        foreach (string document in Documents(RepositoryFolder.Root))
        {
            string text = CodeBlock().Replace(File.ReadAllText(document), "");
            foreach (string target in Link().Matches(text).Select(match => match.Groups[1].Value).Where(IsOurs))
            {
                links++;
                if (!IsThere(document, target))
                {
                    faults.Add($"{Path.GetRelativePath(RepositoryFolder.Root, document)} -> {target}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(links > 20, $"Only {links} links were found: the test looks at the wrong place.");
    }

    [Theory]
    [InlineData("## `/health/ready`", "healthready")]
    [InlineData("# CSV for people, CSV for programs", "csv-for-people-csv-for-programs")]
    [InlineData("### A_b-c (d)", "a_b-c-d")]
    public void Anchor_is_that_of_the_heading(string heading, string anchor) => Assert.Equal(anchor, Anchor(heading));

    private static IEnumerable<string> Documents(string folder) =>
        Directory.EnumerateFiles(folder, "*.md").Concat(
            Directory.EnumerateDirectories(folder).Where(inner => !s_skipped.Contains(Path.GetFileName(inner))).SelectMany(Documents));

    private static bool IsOurs(string target) => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool IsThere(string document, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? document : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, Uri.UnescapeDataString(parts[0])));
        if (parts.Length == 1)
        {
            return Path.Exists(path);
        }

        return File.Exists(path) && Heading().Matches(CodeBlock().Replace(File.ReadAllText(path), "")).Any(heading => Anchor(heading.Value) == parts[1]);
    }

    // As GitHub makes it: lower case, blanks become hyphens, punctuation goes.
    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (char letter in heading.TrimStart('#').Trim().ToLowerInvariant())
        {
            if (letter is ' ' or '-' or '_' || char.IsLetterOrDigit(letter))
            {
                anchor.Append(letter == ' ' ? '-' : letter);
            }
        }

        return anchor.ToString();
    }

    [GeneratedRegex(@"(?:\]\(|(?:src|srcset|href)="")([^()\s""]+)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} .+$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
