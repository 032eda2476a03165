namespace MlOpsDashboard.Core.Tracking;

/// <summary>One metric side by side.</summary>
/// <param name="Key">The metric's name.</param>
/// <param name="Values">A value a column; null where there is none.</param>
/// <param name="Best">The index of the best value; null when there is none or all are equal.</param>
public sealed record ComparedNumber(string Key, IReadOnlyList<double?> Values, int? Best)
{
    /// <summary>Puts dictionaries side by side, one row a key.</summary>
    /// <param name="columns">A dictionary a column.</param>
    internal static IReadOnlyList<ComparedNumber> Of(IReadOnlyList<IReadOnlyDictionary<string, double>> columns) =>
    [
        .. columns.SelectMany(c => c.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => Row(key, [.. columns.Select(c => c.TryGetValue(key, out double value) ? value : (double?)null)])),
    ];

    private static ComparedNumber Row(string key, double?[] values)
    {
        bool higher = MetricDirection.HigherIsBetter(key);
        int? best = null;
        bool distinct = false;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value || double.IsNaN(value))
            {
                continue;
            }

            distinct |= best is { } b && values[b] != value;
            if (best is null || (higher ? value > values[best.Value] : value < values[best.Value]))
            {
                best = i;
            }
        }

        return new ComparedNumber(key, values, distinct ? best : null);
    }
}
