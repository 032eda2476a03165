using System.Globalization;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>What a person has filled in for one feature.</summary>
/// <param name="feature">What the model expects.</param>
public sealed class FeatureDraft(FeatureSignature feature)
{
    private string? _word;
    private double? _exact;

    /// <summary>What the model expects.</summary>
    public FeatureSignature Feature => feature;

    /// <summary>Whether a text of any words is expected, which has neither a range nor a typical value.</summary>
    public bool IsText => feature.Text is not null || feature.Type == ColumnType.Text;

    /// <summary>Whether a number or a time is expected, which can be typed and moved on a scale.</summary>
    public bool IsMeasured => !IsText && feature.Type is ColumnType.Numeric or ColumnType.DateTime;

    /// <summary>What is typed or chosen, as it is; empty or null is missing.</summary>
    public string? Word
    {
        get => _word;
        set => (_word, _exact) = (value, null);
    }

    /// <summary>
    /// The value as a request carries it; null is missing. What a person typed goes as it is typed, so that the model's own reading of the
    /// column reads it, or refuses it; what was filled in goes as the number that it is.
    /// </summary>
    public object? Value => (_exact, feature.Type) switch
    {
        ({ } seconds, ColumnType.DateTime) => DateTime.UnixEpoch.AddSeconds(seconds),
        ({ } number, _) => number,
        _ => string.IsNullOrWhiteSpace(_word) ? null : _word,
    };

    /// <summary>The number, or the seconds since 1970 of a date, as a slider shows it; null is missing, or nothing that can be read.</summary>
    public double? Position
    {
        get => _exact ?? Read(_word);
        set
        {
            (_word, _exact) = (null, null);
            if (value is { } number)
            {
                SetNumber(number);
            }
        }
    }

    /// <summary>Whether it lies below the least or above the largest value of the training rows.</summary>
    public bool IsBeyondTraining => IsMeasured && Position is { } position && (position < feature.Min || position > feature.Max);

    /// <summary>The same in another draft, which goes its own way.</summary>
    public FeatureDraft Copy() => new(feature) { _word = _word, _exact = _exact };

    /// <summary>What is filled in, to be kept.</summary>
    public FeatureEntry Entry => new(_word, _exact);

    /// <summary>Takes what was filled in before.</summary>
    /// <param name="entry">What was.</param>
    public void Fill(FeatureEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        (_word, _exact) = (entry.Word, entry.Exact);
    }

    /// <summary>Takes the median or the most frequent word of the training rows.</summary>
    public void FillTypical()
    {
        Word = feature.TypicalWord;
        if (feature.TypicalNumber is { } typical)
        {
            SetNumber(typical);
        }
    }

    /// <summary>Takes a field of a file.</summary>
    /// <param name="text">The field as it is written.</param>
    /// <param name="reading">How it is read.</param>
    public void Fill(string text, ColumnReading reading)
    {
        Word = null;
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.IsMissing(text.AsSpan()))
        {
            return;
        }

        if (feature.Type == ColumnType.Numeric && reading.TryNumber(text.AsSpan(), out double number))
        {
            SetNumber(number);
        }
        else if (feature.Type == ColumnType.DateTime && reading.TryDate(text.AsSpan(), out double seconds))
        {
            SetNumber(seconds);
        }
        else
        {
            Word = CellTrim.Of(text);
        }
    }

    private double? Read(string? text)
    {
        ColumnReading reading = feature.KnownReading;
        return text is null || reading.IsMissing(text.AsSpan()) ? null
            : feature.Type == ColumnType.DateTime ? (reading.TryDate(text.AsSpan(), out double seconds) ? seconds : null)
            : reading.TryNumber(text.AsSpan(), out double number) ? number : null;
    }

    private void SetNumber(double number)
    {
        if (feature.Type == ColumnType.DateTime)
        {
            (_word, _exact) = (DateTime.UnixEpoch.AddSeconds(number).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).Replace(" 00:00:00", "", StringComparison.Ordinal), number);
            return;
        }

        // Shown as the 32-bit number that the model sees: 8.3252, not 8.325200080871582. Unless it sees more.
        double shown = feature.Offset is null && Math.Abs(number) < 1e15 ? (double)(decimal)(float)number : number;
        string text = shown.ToString(CultureInfo.InvariantCulture);
        (_word, _exact) = (feature.KnownReading.Number?.DecimalMark == ',' ? text.Replace('.', ',') : text, shown);
    }
}
