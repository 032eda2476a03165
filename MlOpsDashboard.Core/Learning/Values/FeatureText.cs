using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Values;

/// <summary>Reads single values for a feature. One place, so that forms, JSON and CSV agree.</summary>
internal static class FeatureText
{
    /// <summary>What a feature wants, for messages.</summary>
    /// <param name="feature">The feature.</param>
    public static string Expected(FeatureSignature feature) => feature.Type switch
    {
        ColumnType.Numeric => "a number",
        ColumnType.DateTime => "a date such as 2024-05-31 or 2024-05-31T18:30:00Z",
        ColumnType.Boolean => "true or false",
        _ when feature.Text is not null => "a text",
        _ => "a word",
    };

    /// <summary>A date as seconds since 1970-01-01T00:00:00Z.</summary>
    /// <param name="date">The date.</param>
    public static double SecondsOf(DateTimeOffset date) => (date - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>What a word means: yes, no, or null for any other word.</summary>
    /// <param name="reading">How the column is read.</param>
    /// <param name="word">A word; case does not matter.</param>
    public static bool? TruthOf(ColumnReading reading, string word) =>
        word.Equals(reading.Yes, StringComparison.OrdinalIgnoreCase) ? true
        : word.Equals(reading.No, StringComparison.OrdinalIgnoreCase) ? false
        : TruthWords.Parse(word);

    /// <summary>The code of yes or no.</summary>
    /// <param name="feature">A coded feature.</param>
    /// <param name="truth">Yes or no.</param>
    public static double CodeOfTruth(FeatureSignature feature, bool truth)
    {
        for (int code = 0; code < feature.Categories.Count; code++)
        {
            if (TruthOf(feature.KnownReading, feature.Categories[code]) == truth)
            {
                return code;
            }
        }

        // Two words of which none says yes or no: the second is the positive one, as for classes.
        return feature is { Type: ColumnType.Boolean, Categories.Count: 2 } ? (truth ? 1 : 0) : FeatureRow.Unseen;
    }

    /// <summary>The error for a value that a feature cannot take.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="value">The value's text.</param>
    public static InvalidException Invalid(FeatureSignature feature, string value) =>
        new(feature.Name, $"{feature.Name} must be {Expected(feature)}, not '{(value.Length > 100 ? value[..100] + "…" : value)}'.");
}
