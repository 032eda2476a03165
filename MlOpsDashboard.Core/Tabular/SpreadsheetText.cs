using System.Text.RegularExpressions;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Makes cells harmless for spreadsheets, which run a cell that begins like a formula, as OWASP advises: with an apostrophe before it. Only for
/// files that people open; what programs read stays as it is.
/// </summary>
public static partial class SpreadsheetText
{
    // The last four are the full-width forms, which spreadsheets in Japanese take for the same.
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <summary>The cell as a spreadsheet may have it. Numbers stay numbers, with their signs.</summary>
    /// <param name="cell">The cell.</param>
    public static string Harmless(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Length > 0 && Dangerous.Contains(cell[0], StringComparison.Ordinal) && !Number().IsMatch(cell) ? "'" + cell : cell;
    }

    [GeneratedRegex("^[+-]?([0-9]+([.,][0-9]+)*|[.,][0-9]+)([eE][+-]?[0-9]+)?%?\\z|^-\\z")]
    private static partial Regex Number();
}
