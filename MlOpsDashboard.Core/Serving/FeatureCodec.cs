using System.Text.Json;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving;

/// <summary>Turns the values that clients send for one feature into the form of <see cref="FeatureRow"/>. Immutable.</summary>
internal sealed class FeatureCodec
{
    private const int MaxTruthLength = 8;

    private readonly FeatureSignature _feature;
    private readonly CategoryWords? _words;
    private readonly int _yes = -1;
    private readonly int _no = -1;

    /// <summary>Makes the codec of a feature.</summary>
    /// <param name="feature">What the model expects.</param>
    public FeatureCodec(FeatureSignature feature)
    {
        _feature = feature;
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

    /// <summary>Encodes a value.</summary>
    /// <param name="value">As the client sent it.</param>
    /// <param name="encoded">The number, the seconds, the code, -1 for an unseen word, NaN for missing.</param>
    /// <param name="order">How dates such as 03/04/2024 are read.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? TryEncode(FeatureValue value, out double encoded, DateOrder order = DateOrder.DayFirst)
    {
        encoded = double.NaN;
        if (value.Kind == JsonTokenType.Null)
        {
            return MissingError;
        }

        return _feature.Type switch
        {
            ColumnType.Numeric => Number(value, out encoded),
            ColumnType.DateTime => Date(value, order, out encoded),
            ColumnType.Boolean => Boolean(value, out encoded),
            _ when _feature.Text is not null => Text(value, out encoded),
            _ => Category(value, out encoded),
        };
    }

    /// <summary>Encodes a value, a hashed text together with its slots.</summary>
    /// <param name="value">As the client sent it.</param>
    /// <param name="slots">Takes the slots of a hashed text; empty for any other feature.</param>
    /// <param name="encoded">As the other overload gives it.</param>
    /// <param name="order">How dates such as 03/04/2024 are read.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? TryEncode(FeatureValue value, Span<double> slots, out double encoded, DateOrder order = DateOrder.DayFirst)
    {
        if (_feature.Text is { } hashing)
        {
            if (value.Kind == JsonTokenType.String)
            {
                hashing.Hash(value.Text, slots);
            }
            else
            {
                slots.Clear();
            }
        }

        return TryEncode(value, out encoded, order);
    }

    /// <summary>What is wrong with a missing value, or null when it may be missing.</summary>
    public string? MissingError => Nullable
        ? null
        : $"{Name} is missing, and the training data always had it.";

    private string? Number(FeatureValue value, out double encoded)
    {
        encoded = value.Number;
        bool parsed = value.Kind == JsonTokenType.Number
            || (value.Kind == JsonTokenType.String && NumberText.TryParse(value.Text, out encoded));

        // Features are 32-bit floats from here on.
        return parsed && Math.Abs(encoded) <= float.MaxValue
            ? null
            : $"{Name} must be a number (finite, at most 3.4e38), not {Shown(value)}.";
    }

    private string? Date(FeatureValue value, DateOrder order, out double encoded)
    {
        encoded = double.NaN;
        return value.Kind == JsonTokenType.String && DateText.TryParse(value.Text, order, out encoded)
            ? null
            : $"{Name} must be a date such as 2026-03-31 or 2026-03-31T12:30:00Z, not {Shown(value)}.";
    }

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
            int code = _words!.Find(value.Text);
            if (code >= 0)
            {
                encoded = code;
                return null;
            }

            truth = value.Text.Length > MaxTruthLength ? null : TruthWords.Parse(value.Text.ToString());
        }

        if (truth is not bool known)
        {
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
                encoded = _words!.Find(value.Text);
                return null;
            case JsonTokenType.Number when _words!.HasNumbers && double.IsFinite(value.Number):
                encoded = _words.Find(value.Number);
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
        JsonTokenType.Number => double.IsFinite(value.Number) ? value.Number.ToString("R") : "a number beyond the range",
        JsonTokenType.String => $"\"{(value.Text.Length > 40 ? string.Concat(value.Text[..40], "…") : value.Text.ToString())}\"",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        _ => "null",
    };
}
