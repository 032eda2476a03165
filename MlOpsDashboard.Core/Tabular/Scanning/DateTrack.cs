namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Reads a column's words as dates in one order of day and month, until one of them is none.</summary>
/// <param name="order">The order.</param>
/// <param name="budget">How much is remembered.</param>
internal sealed class DateTrack(DateOrder order, ScanBudget budget)
{
    private bool _lost;
    private long _twoDigitYears;

    /// <summary>The order.</summary>
    internal DateOrder Order => order;

    /// <summary>Dates seen; stops at the first word that is none.</summary>
    internal long Count => Moments.Count;

    /// <summary>Whether the years have two digits, all of them.</summary>
    internal bool HasTwoDigitYears => _twoDigitYears > 0;

    /// <summary>Months without a day.</summary>
    internal MonthRun Months { get; } = new();

    /// <summary>Range and mean, in seconds since 1970.</summary>
    internal Moments Moments { get; } = new();

    /// <summary>The dates in seconds since 1970.</summary>
    internal ValueSample Values { get; } = new(budget.Values);

    /// <summary>Takes a word into account.</summary>
    /// <param name="text">UTF-8.</param>
    /// <returns>Seconds since 1970; 0 when it is no date or an earlier word was none.</returns>
    internal double Add(ReadOnlySpan<byte> text)
    {
        if (_lost || !DateText.TryParse(text, order, out double seconds, out DateTraits traits) || !Fits(traits))
        {
            _lost = true;
            return 0;
        }

        if (traits.Month)
        {
            Months.Add(text, seconds);
        }

        Moments.Add(seconds);
        Values.Add(seconds);
        return seconds;
    }

    // Years of two digits are taken only where nothing else is likely: 31.12.24 and 12/31/24, all through the column; 01-02-03 is a code.
    private bool Fits(in DateTraits traits)
    {
        if (!traits.TwoDigitYear)
        {
            return _twoDigitYears == 0;
        }

        _twoDigitYears++;
        return _twoDigitYears == Moments.Count + 1 && !traits.Dashed && (traits.PaddedDots || !traits.Dotted);
    }
}
