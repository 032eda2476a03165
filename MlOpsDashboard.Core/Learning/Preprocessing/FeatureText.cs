using System.Globalization;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

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

    /// <summary>A number or a date from its text.</summary>
    /// <param name="feature">A feature that is a number or a date.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidException">The text is neither.</exception>
    public static double ParseNumberOrDate(FeatureSignature feature, string text)
    {
        if (feature.Type == ColumnType.Numeric
            && double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number))
        {
            return (float)number;
        }

        if (feature.Type == ColumnType.DateTime
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
        {
            return SecondsOf(date);
        }

        throw Invalid(feature, text);
    }

    /// <summary>A date as seconds since 1970-01-01T00:00:00Z.</summary>
    /// <param name="date">The date.</param>
    public static double SecondsOf(DateTimeOffset date) => (date - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>The code of a word of a feature; booleans take any word that means yes or no.</summary>
    /// <param name="feature">A coded feature.</param>
    /// <param name="word">A word.</param>
    /// <exception cref="InvalidException">The feature is a boolean and the word means neither.</exception>
    public static double ParseWord(FeatureSignature feature, string word)
    {
        double code = feature.CodeOf(word);
        if (code != FeatureRow.Unseen || feature.Type != ColumnType.Boolean)
        {
            return code;
        }

        return TruthWords.Parse(word) is bool truth ? CodeOfTruth(feature, truth) : throw Invalid(feature, word);
    }

    /// <summary>The code of yes or no.</summary>
    /// <param name="feature">A coded feature.</param>
    /// <param name="truth">Yes or no.</param>
    public static double CodeOfTruth(FeatureSignature feature, bool truth)
    {
        for (int code = 0; code < feature.Categories.Count; code++)
        {
            if (TruthWords.Parse(feature.Categories[code]) == truth)
            {
                return code;
            }
        }

        // Two words of which none says yes or no: the second is the positive one, as for classes.
        return feature is { Type: ColumnType.Boolean, Categories.Count: 2 } ? (truth ? 1 : 0) : FeatureRow.Unseen;
    }

    /// <summary>The code of a number among words: 1, 1.0 and "1" are the same.</summary>
    /// <param name="feature">A coded feature.</param>
    /// <param name="number">A number.</param>
    public static double CodeOfNumber(FeatureSignature feature, double number)
    {
        string plain = SourceColumns.PlainText(number);
        double code = feature.CodeOf(plain);
        if (code == FeatureRow.Unseen && !plain.Contains('.', StringComparison.Ordinal))
        {
            code = feature.CodeOf(plain + ".0");
        }

        return code == FeatureRow.Unseen && feature.Type == ColumnType.Boolean && number is 0 or 1
            ? CodeOfTruth(feature, number == 1)
            : code;
    }

    /// <summary>The error for a value that a feature cannot take.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="value">The value's text.</param>
    public static InvalidException Invalid(FeatureSignature feature, string value) =>
        new(feature.Name, $"{feature.Name} must be {Expected(feature)}, not '{(value.Length > 100 ? value[..100] + "…" : value)}'.");
}
