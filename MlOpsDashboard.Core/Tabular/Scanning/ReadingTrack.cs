namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Reads a column's fields by one reading of numbers or dates that somebody gave, and remembers the first field that does not fit.</summary>
/// <param name="reading">The reading.</param>
/// <param name="budget">How much is remembered.</param>
internal sealed class ReadingTrack(ColumnReading reading, ScanBudget budget)
{
    private const int ShownCharacters = 60;

    /// <summary>The reading.</summary>
    internal ColumnReading Reading => reading;

    /// <summary>The first field that does not fit; null when all do.</summary>
    internal string? Misfit { get; private set; }

    /// <summary>The line of <see cref="Misfit"/>.</summary>
    internal long MisfitLine { get; private set; }

    /// <summary>Range and mean of the values.</summary>
    internal Moments Moments { get; } = new();

    /// <summary>The values.</summary>
    internal ValueSample Values { get; } = new(budget.Values);

    /// <summary>Takes a field into account.</summary>
    /// <param name="text">UTF-8, trimmed.</param>
    /// <param name="line">The line of its row.</param>
    internal void Add(ReadOnlySpan<byte> text, long line)
    {
        if (Misfit is not null)
        {
            return;
        }

        bool fits = reading.Type == ColumnType.Numeric
            ? reading.TryNumber(text, out double value) && float.IsFinite((float)value)
            : reading.TryDate(text, out value);
        if (!fits)
        {
            Misfit = System.Text.Encoding.UTF8.GetString(text.Length > ShownCharacters ? text[..ShownCharacters] : text);
            MisfitLine = line;
            return;
        }

        Moments.Add(value);
        Values.Add(value);
    }
}
