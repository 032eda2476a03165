using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Values;

/// <summary>
/// Turns the values that come for one feature into the form of <see cref="FeatureRow"/>, by the reading that its training data was read by. All
/// ways in go through here: requests, files, forms, stored tables, and the words of exported graphs. Immutable.
/// </summary>
internal sealed class FeatureCodec
{
    private const int MaxTruthLength = 8;

    private readonly FeatureSignature _feature;
    private readonly ColumnReading _reading;
    private readonly CategoryWords? _words;
    private readonly int _yes = -1;
    private readonly int _no = -1;

    /// <summary>Makes the codec of a feature.</summary>
    /// <param name="feature">What the model expects.</param>
    public FeatureCodec(FeatureSignature feature)
    {
        _feature = feature;
        _reading = feature.KnownReading;
        if (!feature.IsCoded)
        {
            return;
        }

        _words = new CategoryWords(feature.Categories);
        _yes = (int)FeatureText.CodeOfTruth(feature, true);
        _no = (int)FeatureText.CodeOfTruth(feature, false);
    }

    /// <summary>The feature's name.</summary>
    public string Name => _feature.Name;

    /// <summary>Whether a prediction may lack it.</summary>
    public bool Nullable => _feature.Nullable;

    /// <summary>What is wrong with a missing value, or null when it may be missing.</summary>
    public string? MissingError => Nullable
        ? null
        : $"{Name} is missing, and the training data always had it.";

    /// <summary>Whether a value says that there is none.</summary>
    /// <param name="value">As the client sent it.</param>
    /// <param name="reading">How it is read; null is the feature's own reading.</param>
    public bool IsMissing(FeatureValue value, ColumnReading? reading = null) => value.Kind switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.String => (reading ?? _reading).IsMissing(value.Text) || (_feature.Type == ColumnType.Numeric && (reading ?? _reading).IsInfiniteMissing(value.Text)),
        JsonTokenType.Number => _feature.Type == ColumnType.Numeric && (reading ?? _reading).IsMissing(value.Number),
        _ => false,
    };

    /// <summary>Encodes a value.</summary>
    /// <param name="value">As the client sent it.</param>
    /// <param name="encoded">The number, the seconds, the code, -1 for an unseen word, NaN for missing.</param>
    /// <param name="reading">How it is read, where a stored table says so; null, or one of another type, is the feature's own reading.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? TryEncode(FeatureValue value, out double encoded, ColumnReading? reading = null)
    {
        encoded = double.NaN;
        ColumnReading by = reading is not null && reading.Type == _feature.Type ? reading : _reading;
        if (IsMissing(value, by))
        {
            return MissingError;
        }

        return _feature.Type switch
        {
            ColumnType.Numeric => Number(value, by, out encoded),
            ColumnType.DateTime => Date(value, by, out encoded),
            ColumnType.Boolean => Boolean(value, out encoded),
            _ when _feature.Text is not null => Text(value, out encoded),
            _ => Category(value, out encoded),
        };
    }

    /// <summary>Encodes a value, a hashed text together with its slots.</summary>
    /// <param name="value">As the client sent it.</param>
    /// <param name="slots">Takes the slots of a hashed text; empty for any other feature.</param>
    /// <param name="encoded">As the other overload gives it.</param>
    /// <param name="reading">How it is read, where a stored table says so.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? TryEncode(FeatureValue value, Span<double> slots, out double encoded, ColumnReading? reading = null)
    {
        if (_feature.Text is { } hashing)
        {
            if (value.Kind == JsonTokenType.String && !IsMissing(value, reading))
            {
                hashing.Hash(value.Text, slots);
            }
            else
            {
                slots.Clear();
            }
        }

        return TryEncode(value, out encoded, reading);
    }

    /// <summary>Encodes the cell of a file as it stands there, where that takes no characters: numbers, dates, and what is missing.</summary>
    /// <param name="cell">UTF-8.</param>
    /// <param name="encoded">The number, the seconds, or NaN for missing.</param>
    /// <param name="reading">How it is read, where a stored table says so.</param>
    /// <returns>False when the cell has to come as characters: as a word, or to be told what is wrong with it.</returns>
    public bool TryEncodeCell(ReadOnlySpan<byte> cell, out double encoded, ColumnReading? reading = null)
    {
        encoded = double.NaN;
        ColumnReading by = reading is not null && reading.Type == _feature.Type ? reading : _reading;
        ReadOnlySpan<byte> text = CellTrim.Of(cell);
        if (_feature.Text is not null || _words is not null)
        {
            return false;
        }

        return by.Missing.Contains(text)
            ? Nullable
            : _feature.Type == ColumnType.Numeric ? by.TryNumber(text, out encoded) && Math.Abs(encoded) <= float.MaxValue : by.TryDate(text, out encoded);
    }

    private string? Number(FeatureValue value, ColumnReading reading, out double encoded)
    {
        encoded = value.Number;
        bool parsed = value.Kind == JsonTokenType.Number
            || (value.Kind == JsonTokenType.String && reading.TryNumber(value.Text, out encoded));

        // Features are 32-bit floats from here on.
        if (parsed && Math.Abs(encoded) <= float.MaxValue)
        {
            return null;
        }

        encoded = double.NaN;
        string format = reading.Format is { } known ? $", or a text written as {known}" : "";
        return $"{Name} must be a number (finite, at most 3.4e38){format}, not {Shown(value)}.";
    }

    private string? Date(FeatureValue value, ColumnReading reading, out double encoded)
    {
        encoded = double.NaN;
        if (value.Kind == JsonTokenType.String && reading.TryDate(value.Text, out encoded))
        {
            return null;
        }

        return value.Kind == JsonTokenType.String && reading.IsAmbiguousDate(value.Text)
            ? $"{Name}: {Shown(value)} is ambiguous: day and month cannot be told apart, and the training data does not say which comes first. Write it as 2026-03-31."
            : $"{Name} must be a date such as 2026-03-31 or 2026-03-31T12:30:00Z{Pattern(reading)}, not {Shown(value)}.";
    }

    private static string Pattern(ColumnReading reading) => reading.Date is { } date && date != DateFormat.Unambiguous ? $", or one written as {date}" : "";

    private string? Boolean(FeatureValue value, out double encoded)
    {
        encoded = FeatureRow.Unseen;
        bool? truth = value.Kind switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => value.Number == 1 ? true : value.Number == 0 ? false : null,
            _ => null,
        };
        if (value.Kind == JsonTokenType.String)
        {
            ReadOnlySpan<char> word = CellTrim.Of(value.Text);
            int code = _words!.Find(word);
            if (code >= 0)
            {
                encoded = code;
                return null;
            }

            truth = word.Length > MaxTruthLength && _reading.Yes is null ? null : FeatureText.TruthOf(_reading, word.ToString());
        }

        if (truth is not bool known)
        {
            encoded = double.NaN;
            return $"{Name} must be true or false, 0 or 1, or one of the data's own words ({string.Join(", ", _feature.Categories)}), not {Shown(value)}.";
        }

        encoded = known ? _yes : _no;
        return null;
    }

    private string? Text(FeatureValue value, out double encoded)
    {
        encoded = 0;
        return value.Kind == JsonTokenType.String ? null : $"{Name} must be a text, not {Shown(value)}.";
    }

    private string? Category(FeatureValue value, out double encoded)
    {
        encoded = FeatureRow.Unseen;
        switch (value.Kind)
        {
            case JsonTokenType.String:
                encoded = _words!.Find(CellTrim.Of(value.Text));
                return null;
            case JsonTokenType.Number when _words!.HasNumbers && double.IsFinite(value.Number):
                encoded = _words.Find(value.Raw, value.Number);
                return null;
            case JsonTokenType.True or JsonTokenType.False when (value.Kind == JsonTokenType.True ? _yes : _no) is >= 0 and int code:
                encoded = code;
                return null;
            default:
                return $"{Name} must be a string, such as \"{(_feature.Categories.Count > 0 ? _feature.Categories[0] : "word")}\", not {Shown(value)}.";
        }
    }

    private static string Shown(FeatureValue value) => value.Kind switch
    {
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => double.IsFinite(value.Number) ? value.Number.ToString("R", CultureInfo.InvariantCulture) : "a number beyond the range",
        JsonTokenType.String => $"\"{(value.Text.Length > 40 ? string.Concat(value.Text[..40], "…") : value.Text.ToString())}\"",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        _ => "null",
    };
}
