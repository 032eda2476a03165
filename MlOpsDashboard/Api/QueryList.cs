using System.Text;
using System.Text.RegularExpressions;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Api;

/// <summary>
/// Lists in addresses: values with commas between them, the parameter given once or several times. A value that has a comma itself stands in
/// double quotes, as in a CSV file: <c>ids="a,b:1",c:2</c>.
/// </summary>
internal static partial class QueryList
{
    /// <summary>How such a list is written, for the description of the interface.</summary>
    public const string Words = "The list has commas between its values and may be given several times; a value that has a comma itself stands in double quotes: \"a,b\",c.";

    /// <summary>Reads a list.</summary>
    /// <param name="field">The parameter's name, for errors.</param>
    /// <param name="values">The parameter's values; null for none.</param>
    /// <exception cref="InvalidException">A quote is not closed.</exception>
    public static IReadOnlyList<string> Read(string field, IEnumerable<string?>? values) =>
        [.. (values ?? []).SelectMany(value => Items(field, value ?? "")).Select(item => item.IsQuoted ? item.Text : item.Text.Trim()).Where(item => item.Length > 0)];

    /// <summary>Reads a list of model ids. Each ends in a version or a stage, so that a comma in a name needs no quotes either.</summary>
    /// <param name="field">The parameter's name, for errors.</param>
    /// <param name="values">The parameter's values; null for none.</param>
    /// <exception cref="InvalidException">A quote is not closed.</exception>
    public static IReadOnlyList<string> ReadModelIds(string field, IEnumerable<string?>? values)
    {
        var ids = new List<string>();
        foreach (string? value in values ?? [])
        {
            string begun = "";
            foreach ((string text, bool isQuoted) in Items(field, value ?? ""))
            {
                begun = begun.Length == 0 ? text : begun + "," + text;
                if (isQuoted || ModelIdEnd().IsMatch(begun))
                {
                    ids.Add(begun.Trim());
                    begun = "";
                }
            }

            ids.Add(begun.Trim());
        }

        return [.. ids.Where(id => id.Length > 0)];
    }

    /// <summary>Writes a list for an address, where nothing needs to be escaped any more.</summary>
    /// <param name="items">The values.</param>
    public static string Write(IEnumerable<string> items) => string.Join(',', items.Select(item => Uri.EscapeDataString(
        item.AsSpan().ContainsAny(",\"") || item != item.Trim() ? $"\"{item.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : item)));

    private static IEnumerable<(string Text, bool IsQuoted)> Items(string field, string list)
    {
        for (int at = 0; at <= list.Length; at++)
        {
            int start = at + list.AsSpan(at).IndexOfAnyExcept(' ');
            bool isQuoted = start >= at && list[start] == '"';
            string text = isQuoted ? Quoted(field, list, start, out at) : Plain(list, ref at);
            yield return (text, isQuoted);
        }
    }

    private static string Plain(string list, ref int at)
    {
        int start = at;
        int comma = list.IndexOf(',', start);
        at = comma < 0 ? list.Length : comma;
        return list[start..at];
    }

    private static string Quoted(string field, string list, int start, out int end)
    {
        var text = new StringBuilder();
        for (int at = start + 1; at < list.Length; at++)
        {
            if (list[at] != '"')
            {
                text.Append(list[at]);
            }
            else if (at + 1 < list.Length && list[at + 1] == '"')
            {
                text.Append(list[at++]);
            }
            else
            {
                end = at + 1;
                while (end < list.Length && list[end] == ' ')
                {
                    end++;
                }

                return end == list.Length || list[end] == ',' ? text.ToString() : throw new InvalidException(field, $"{field} has something behind a closing quote: values are separated by commas.");
            }
        }

        throw new InvalidException(field, $"{field} has a quote that is not closed: a value with commas stands between two double quotes.");
    }

    [GeneratedRegex("(:\\s*([0-9]+|production|staging|latest)|@[a-z0-9_-]+)\\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ModelIdEnd();
}
