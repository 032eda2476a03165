namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Reads a column's words as dates in one order of day and month, until one of them is none.</summary>
/// <param name="order">The order.</param>
/// <param name="budget">How much is remembered.</param>
internal sealed class DateTrack(DateOrder order, ScanBudget budget)
{
    private bool _lost;

    /// <summary>The order.</summary>
    internal DateOrder Order => order;

    /// <summary>Dates seen; stops at the first word that is none.</summary>
    internal long Count => Moments.Count;

    /// <summary>Range and mean, in seconds since 1970.</summary>
    internal Moments Moments { get; } = new();

    /// <summary>The dates in seconds since 1970.</summary>
    internal ValueSample Values { get; } = new(budget.Values);

    /// <summary>Takes a word into account.</summary>
    /// <param name="text">UTF-8.</param>
    /// <returns>Seconds since 1970; 0 when it is no date or an earlier word was none.</returns>
    internal double Add(ReadOnlySpan<byte> text)
    {
        if (_lost || !DateText.TryParse(text, order, out double seconds))
        {
            _lost = true;
            return 0;
        }

        Moments.Add(seconds);
        Values.Add(seconds);
        return seconds;
    }
}
