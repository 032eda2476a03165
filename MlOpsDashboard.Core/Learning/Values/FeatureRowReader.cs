using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Values;

/// <summary>
/// Reads the features of a request by the rules of the REST contract: a number may come as text, a category as a number, a boolean
/// as true, 1 or the data's own word; null is missing; a missing value is refused where training rows had none.
/// </summary>
/// <param name="signature">What the model expects.</param>
public sealed class FeatureRowReader(ModelSignature signature)
{
    private const int MaxErrors = 20;

    private readonly Dictionary<string, int> _positions = signature.Features
        .Select((feature, position) => (feature.Name, position))
        .ToDictionary(pair => pair.Name, pair => pair.position, StringComparer.Ordinal);

    // A missing value is told together with those that did not come at all.
    private readonly FeatureCodec[] _codecs = [.. signature.Features.Select(feature => new FeatureCodec(feature with { Nullable = true }))];

    /// <summary>Reads a JSON object by names, or an array in the order of the signature.</summary>
    /// <param name="features">The JSON.</param>
    /// <exception cref="InvalidException">Names, types or missing values are wrong; the message names each field.</exception>
    public FeatureRow Read(JsonElement features)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        double[] values = NewValues();
        if (features.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in features.EnumerateObject())
            {
                Place(property.Name, Plain(property.Value), values, errors);
            }
        }
        else if (features.ValueKind == JsonValueKind.Array && features.GetArrayLength() == signature.Features.Count)
        {
            int position = 0;
            foreach (JsonElement element in features.EnumerateArray())
            {
                Place(signature.Features[position++].Name, Plain(element), values, errors);
            }
        }
        else
        {
            throw InvalidException.Of(
                "features", $"must be an object of names and values, or an array of {signature.Features.Count} values in the order of the model's signature.");
        }

        return Finish(values, errors);
    }

    /// <summary>Reads values by name.</summary>
    /// <param name="features">Strings, numbers, booleans, dates or nulls.</param>
    /// <exception cref="InvalidException">Names, types or missing values are wrong; the message names each field.</exception>
    public FeatureRow Read(IReadOnlyDictionary<string, object?> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        double[] values = NewValues();
        foreach ((string name, object? value) in features)
        {
            Place(name, value, values, errors);
        }

        return Finish(values, errors);
    }

    /// <summary>
    /// The values of a row in words that <see cref="Read(IReadOnlyDictionary{string, object?})"/> takes; null is missing, and stands for a hashed text too,
    /// which cannot be told any more.
    /// </summary>
    /// <param name="row">A row of the signature.</param>
    public IReadOnlyDictionary<string, object?> Write(FeatureRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (int i = 0; i < signature.Features.Count; i++)
        {
            FeatureSignature feature = signature.Features[i];
            double value = row.Values[i];
            values[feature.Name] = double.IsNaN(value) || feature.Text is not null || (feature.IsCoded && value < 0) ? null
                : feature.IsCoded ? feature.Categories[(int)value]
                : feature.Type == ColumnType.DateTime ? DateTimeOffset.UnixEpoch.AddSeconds(value)
                : (object)double.Parse(SourceColumns.PlainText(feature, value), CultureInfo.InvariantCulture);
        }

        return values;
    }

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        _ => element,
    };

    private static FeatureValue ValueOf(object? value) => value switch
    {
        null => FeatureValue.Missing,
        bool truth => FeatureValue.Of(truth),
        string text => FeatureValue.Of(text.AsSpan()),
        JsonElement { ValueKind: JsonValueKind.Number } number => FeatureValue.Of(number.GetDouble()),
        double or float or int or long or decimal => FeatureValue.Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => FeatureValue.Of((Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").AsSpan()),
    };

    private static DateTimeOffset? DateOf(object? value) => value switch
    {
        DateTimeOffset date => date,
        DateTime date => new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Utc)),
        _ => null,
    };

    private double Parse(int position, object? value, double[] values)
    {
        FeatureSignature feature = signature.Features[position];
        if (feature.Type == ColumnType.DateTime && DateOf(value) is { } date)
        {
            return FeatureText.SecondsOf(date);
        }

        FeatureValue plain = value is bool truth && feature.Type == ColumnType.Numeric ? FeatureValue.Of(truth ? 1.0 : 0.0) : ValueOf(value);
        return _codecs[position].TryEncode(plain, RowShape.SlotsOf(signature.Features, position, values), out double encoded) is null ? encoded
            : throw FeatureText.Invalid(feature, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
    }

    private double[] NewValues()
    {
        double[] values = new double[signature.RowWidth];
        values.AsSpan(0, signature.Features.Count).Fill(double.NaN);
        return values;
    }

    private void Place(string name, object? value, double[] values, Dictionary<string, string[]> errors)
    {
        if (!_positions.TryGetValue(name, out int position))
        {
            if (!signature.Ignores(name) && errors.Count < MaxErrors)
            {
                errors[name] = [$"The model has no feature '{(name.Length > 100 ? name[..100] + "…" : name)}'."];
            }

            return;
        }

        try
        {
            values[position] = Parse(position, value, values);
        }
        catch (InvalidException exception)
        {
            // Collected, so that the caller learns of all the wrong fields at once; thrown by Finish.
            errors[name] = exception.Errors[name];
        }
    }

    private FeatureRow Finish(double[] values, Dictionary<string, string[]> errors)
    {
        for (int i = 0; i < signature.Features.Count && errors.Count < MaxErrors; i++)
        {
            FeatureSignature feature = signature.Features[i];
            if (double.IsNaN(values[i]) && !feature.Nullable && !errors.ContainsKey(feature.Name))
            {
                errors[feature.Name] = [$"{feature.Name} is needed: {FeatureText.Expected(feature)}."];
            }
        }

        return errors.Count > 0 ? throw new InvalidException(errors) : new FeatureRow(values);
    }
}
