using System.Text.RegularExpressions;

namespace MlOpsDashboard.Core.Registry;

/// <summary>What people may call a version beside its number: aliases and labels.</summary>
internal static partial class VersionNames
{
    private const int MostCharacters = 64;

    // They mean something in a model id already, or would read as if they did.
    private static readonly HashSet<string> s_taken = new(StringComparer.Ordinal) { "latest", "production", "staging", "archived", "none" };

    /// <summary>Checks an alias.</summary>
    /// <exception cref="InvalidException">It is none.</exception>
    public static string CheckAlias(string? alias)
    {
        if (alias is null || alias.Length > MostCharacters || !AliasForm().IsMatch(alias))
        {
            throw new InvalidException("alias", $"alias must be a word of small letters and digits that begins with a letter, with - or _ between its parts, of at most {MostCharacters} characters, as in champion.");
        }

        return s_taken.Contains(alias) || NumberForm().IsMatch(alias)
            ? throw new InvalidException("alias", $"alias cannot be {alias}: that reads as a stage or a version's number.")
            : alias;
    }

    /// <summary>Checks a label, after semver.org 2.0.0; blank for none.</summary>
    /// <exception cref="InvalidException">It is none.</exception>
    public static string? CheckLabel(string? label) => string.IsNullOrWhiteSpace(label) ? null
        : label.Length <= MostCharacters && SemanticVersion().IsMatch(label) ? label
        : throw new InvalidException("label", "label must be a semantic version, as in 1.2.0 or 2.0.0-rc.1: three numbers without leading zeros, then, if at all, what belongs to a pre-release after - and to a build after +.");

    [GeneratedRegex("^[a-z][a-z0-9]*([-_][a-z0-9]+)*\\z")]
    private static partial Regex AliasForm();

    [GeneratedRegex("^v[0-9]+\\z")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-((0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(\+([0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*))?\z")]
    private static partial Regex SemanticVersion();
}
