using System.Text.RegularExpressions;
using MlOpsDashboard.Core;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Web.Access;

/// <summary>The table of docs/security.md: the first line that fits a route says the least role that it takes.</summary>
internal static partial class RouteRoles
{
    private static readonly Lazy<(Regex Route, string[] Methods, UserRole? Role)[]> s_lines = new(Read);

    /// <summary>The least role for a route; null lets everybody in.</summary>
    public static UserRole? Of(string method, string route) => s_lines.Value
        .FirstOrDefault(line => line.Methods.Contains(method) && line.Route.IsMatch(route), (null!, [], UserRole.Administrator))
        .Role;

    private static (Regex Route, string[] Methods, UserRole? Role)[] Read()
    {
        string text = File.ReadAllText(RepositoryFolder.Combine("docs", "security.md"));
        return [.. from Match line in Line().Matches(text)
                   from Match route in Quoted().Matches(line.Groups["routes"].Value)
                   select (
                       new Regex("^" + Regex.Escape(route.Groups[1].Value).Replace(@"/\*\*", "(/.*)?", StringComparison.Ordinal) + "$"),
                       line.Groups["methods"].Value == "any" ? ["GET", "POST", "PUT", "PATCH", "DELETE"] : line.Groups["methods"].Value.Split(' '),
                       line.Groups["role"].Value == "none" ? (UserRole?)null : RoleWords.TryParse(line.Groups["role"].Value, out UserRole role) ? role : throw new InvalidOperationException($"'{line.Groups["role"].Value}' is no role."))];
    }

    [GeneratedRegex(@"^\| (?<methods>(?:[A-Z]+ ?)+|any) \| (?<routes>`.*?) \| (?<role>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
