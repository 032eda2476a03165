using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>What a person has filled in for one feature.</summary>
/// <param name="feature">What the model expects.</param>
public sealed class FeatureDraft(FeatureSignature feature)
{
    /// <summary>What the model expects.</summary>
    public FeatureSignature Feature => feature;

    /// <summary>Whether a text of any words is expected, which has neither a range nor a typical value.</summary>
    public bool IsText => feature.Text is not null || feature.Type == ColumnType.Text;

    /// <summary>The number, where one is expected.</summary>
    public double? Number { get; set; }

    /// <summary>The word, where one is expected.</summary>
    public string? Word { get; set; }

    /// <summary>The time in UTC, where one is expected.</summary>
    public DateTime? Date { get; set; }

    /// <summary>The value as a request carries it; null is missing.</summary>
    public object? Value => feature.Type switch
    {
        ColumnType.Numeric => Number,
        ColumnType.DateTime => Date is { } date ? DateTime.SpecifyKind(date, DateTimeKind.Utc) : null,
        _ => string.IsNullOrEmpty(Word) ? null : Word,
    };

    /// <summary>The number, or the seconds since 1970 of a date, as a slider shows it; null is missing.</summary>
    public double? Position
    {
        get => feature.Type == ColumnType.DateTime ? (Date - DateTime.UnixEpoch)?.TotalSeconds : Number;
        set
        {
            (Number, Date) = (null, null);
            if (value is { } number)
            {
                SetNumber(number);
            }
        }
    }

    /// <summary>The same in another draft, which goes its own way.</summary>
    public FeatureDraft Copy() => new(feature) { Number = Number, Word = Word, Date = Date };

    /// <summary>Takes the median or the most frequent word of the training rows.</summary>
    public void FillTypical()
    {
        (Number, Word, Date) = (null, feature.TypicalWord, null);
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
        (Number, Word, Date) = (null, null, null);
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

    private void SetNumber(double number)
    {
        if (feature.Type == ColumnType.DateTime)
        {
            Date = DateTime.UnixEpoch.AddSeconds(number);
        }
        else
        {
            // Shown as the 32-bit number that the model sees: 8.3252, not 8.325200080871582. Unless it sees more.
            Number = feature.Offset is null && Math.Abs(number) < 1e15 ? (double)(decimal)(float)number : number;
        }
    }
}
