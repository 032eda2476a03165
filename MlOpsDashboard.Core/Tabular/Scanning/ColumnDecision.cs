namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>How a scanned column is read, and what was doubtful about it.</summary>
/// <param name="Reading">The reading.</param>
internal sealed record ColumnDecision(ColumnReading Reading)
{
    private static readonly DateOrder[] s_orders = [DateOrder.DayFirst, DateOrder.MonthFirst];

    /// <summary>Whether words are left to be sorted into categories and texts.</summary>
    internal bool IsUndecided { get; init; }

    /// <summary>Range and mean; null for those of plain numbers.</summary>
    internal Moments? Moments { get; init; }

    /// <summary>The values; null for plain numbers.</summary>
    internal ValueSample? Values { get; init; }

    /// <summary>Whether the column may be something else.</summary>
    internal bool IsDoubtful { get; init; }

    /// <summary>What its reader should know.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The formats that a doubtful column may have, as the setting <c>format</c> takes them.</summary>
    internal IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>Decides: what somebody says, else what an earlier version of the table has, else what fits every field.</summary>
    /// <param name="scan">A scan that has seen every field.</param>
    /// <param name="separator">What stands between the fields of the file.</param>
    /// <exception cref="InvalidException">The fields are not what somebody says they are.</exception>
    internal static ColumnDecision Of(ColumnScan scan, char separator)
    {
        if (scan.Said?.Type is { } said)
        {
            return new SaidReading(scan, separator).Decide(said);
        }

        if (scan.Present == 0)
        {
            return new ColumnDecision(scan.Earlier ?? Usual(scan, ColumnType.Categorical));
        }

        return scan.Earlier is { } earlier ? Keep(scan, earlier, separator) : Find(scan, separator);
    }

    /// <summary>A reading without a format.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="type">What the values mean.</param>
    internal static ColumnReading Usual(ColumnScan scan, ColumnType type) => new() { Type = type, Missing = scan.Missing };

    /// <summary>A reading by a track that has read every field.</summary>
    /// <param name="track">The track.</param>
    internal static ColumnDecision Of(ReadingTrack track) => new(track.Reading) { Moments = track.Moments, Values = track.Values };

    /// <summary>Numbers of a format that is not the plain one; null when none fits every field.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="separator">What stands between the fields of the file.</param>
    internal static ColumnDecision? FormattedNumbers(ColumnScan scan, char separator)
    {
        (NumberFormat One, NumberFormat Other)? doubt = null;
        NumberTrack? track = scan.Forms?.Choose(separator, out doubt);
        string? doubtful = doubt is { } two ? ColumnSentences.TwoFormats(scan, two.One, two.Other, track?.Format) : null;
        string[] offers = doubt is { } both ? [.. ((NumberFormat[])[both.One, both.Other]).Where(one => one != track?.Format).Select(one => one.ToString())] : [];
        if (track is null)
        {
            return doubtful is null ? null : new ColumnDecision(Usual(scan, ColumnType.Text)) { IsUndecided = true, IsDoubtful = true, Warnings = [doubtful], Offers = offers };
        }

        NumberFormat format = track.HasThousands ? track.Format : track.Format with { ThousandsMark = null };
        return new ColumnDecision(Usual(scan, ColumnType.Numeric) with { Number = format.IsPlain ? track.Format : format })
        {
            Moments = track.Moments,
            Values = track.Values,
            Warnings = [doubtful ?? ColumnSentences.Formatted(scan, format)],
            Offers = offers,
        };
    }

    /// <summary>Dates that can be read in one way; null when the fields are none.</summary>
    /// <param name="scan">The column.</param>
    internal static ColumnDecision? Dates(ColumnScan scan)
    {
        bool day = scan.DayFirst.Count == scan.Present;
        bool month = scan.MonthFirst.Count == scan.Present;
        DateTrack? track = day ? scan.DayFirst : month ? scan.MonthFirst : null;
        if (track is null)
        {
            return null;
        }

        if (day && month && scan.AmbiguousDate is not null)
        {
            return new ColumnDecision(Usual(scan, ColumnType.Text))
            {
                IsUndecided = true,
                IsDoubtful = true,
                Warnings = [ColumnSentences.AmbiguousDates(scan)],
                Offers = [.. s_orders.Select(order => new DateFormat { Order = order, TwoDigitYears = track.HasTwoDigitYears }.ToString())],
            };
        }

        if (track.Months.Count == track.Count && !track.Months.AreLikely)
        {
            return new ColumnDecision(Usual(scan, ColumnType.Text)) { IsUndecided = true, Warnings = [ColumnSentences.NotMonths(scan)], Offers = [new DateFormat { Months = true }.ToString()] };
        }

        var format = new DateFormat { Order = day && month ? null : track.Order, TwoDigitYears = track.HasTwoDigitYears, Months = track.Months.Count > 0 };
        return new ColumnDecision(Usual(scan, ColumnType.DateTime) with { Date = format })
        {
            Moments = track.Moments,
            Values = track.Values,
            Warnings = ColumnSentences.Dates(scan, format) is { } told ? [told] : [],
        };
    }

    private static ColumnDecision Find(ColumnScan scan, char separator)
    {
        if (scan.Numbers == scan.Present && scan.LeadingZeros == 0 && scan.TooLong == 0 && scan.Infinite < scan.Present)
        {
            return new ColumnDecision(Usual(scan, ColumnType.Numeric)) { Warnings = [.. ColumnSentences.OddNumbers(scan, separator)] };
        }

        return Dates(scan) ?? FormattedNumbers(scan, separator) ?? Words(scan);
    }

    private static ColumnDecision Words(ColumnScan scan)
    {
        if (!scan.WordsAreCut && BooleanWords.AreBoolean(scan.Words))
        {
            return new ColumnDecision(Usual(scan, ColumnType.Boolean));
        }

        return NearlyNumbers.Find(scan) is { } nearly
            ? new ColumnDecision(Usual(scan, ColumnType.Text)) { IsUndecided = true, IsDoubtful = true, Warnings = [nearly] }
            : new ColumnDecision(Usual(scan, ColumnType.Text)) { IsUndecided = true };
    }

    private static ColumnDecision Keep(ColumnScan scan, ColumnReading earlier, char separator)
    {
        if (scan.Given is { Misfit: null } given)
        {
            return Of(given);
        }

        bool fits = earlier.Type switch
        {
            ColumnType.Numeric => earlier.Number is null && scan.Numbers == scan.Present && scan.LeadingZeros == 0 && scan.TooLong == 0 && scan.Infinite < scan.Present,
            ColumnType.DateTime => false,
            ColumnType.Boolean => !scan.WordsAreCut && (BooleanWords.AreBoolean(scan.Words) || BooleanWords.AreAmong(scan.Words, earlier)),
            _ => true,
        };
        ColumnDecision found = Find(scan, separator);
        if (fits)
        {
            bool couldBeMore = earlier.Type is ColumnType.Categorical or ColumnType.Text && found.Reading.Type is ColumnType.Numeric or ColumnType.DateTime;
            return new ColumnDecision(earlier with { Missing = scan.Missing })
            {
                Warnings = couldBeMore ? [ColumnSentences.KeptAsWords(scan, earlier, found.Reading)] : [],
            };
        }

        return found with { Warnings = [ColumnSentences.NoLongerFits(scan, earlier), .. found.Warnings] };
    }
}
