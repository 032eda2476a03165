using System.Globalization;

namespace MlOpsDashboard.Components.Shared;

/// <summary>
/// Reads numbers of a page's address. People edit addresses: what is no number counts as not given, where a parameter of the type
/// <see cref="int"/> would let the whole page fail.
/// </summary>
internal static class QueryNumber
{
    // Far enough for any list, and near enough that the rows before it can be counted.
    private const int LastPage = 1_000_000;

    /// <summary>A whole number from 0; null when there is none.</summary>
    /// <param name="text">The parameter.</param>
    public static int? Of(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The page of a list, from 1; the first one when there is none.</summary>
    /// <param name="text">The parameter.</param>
    public static int Page(string? text) => Math.Clamp(Of(text) ?? 1, 1, LastPage);
}
