namespace MlOpsDashboard.Core.Tracking;

/// <summary>One named text side by side.</summary>
/// <param name="Key">The name.</param>
/// <param name="Values">A value a column; null where there is none.</param>
/// <param name="Differs">Whether the values are not all the same.</param>
public sealed record ComparedText(string Key, IReadOnlyList<string?> Values, bool Differs)
{
    /// <summary>Puts dictionaries side by side: one row a key, those that differ first, then by key.</summary>
    /// <param name="columns">A dictionary a column.</param>
    internal static IReadOnlyList<ComparedText> Of(IReadOnlyList<IReadOnlyDictionary<string, string>> columns) =>
    [
        .. columns.SelectMany(c => c.Keys).Distinct(StringComparer.Ordinal)
            .Select(key => Row(key, [.. columns.Select(c => c.GetValueOrDefault(key))]))
            .OrderByDescending(row => row.Differs).ThenBy(row => row.Key, StringComparer.Ordinal),
    ];

    private static ComparedText Row(string key, string?[] values) =>
        new(key, values, values.Any(value => value != values[0]));
}
