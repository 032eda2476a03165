namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Everything that one pass over a column's fields can tell, in bounded memory.</summary>
internal sealed class ColumnScan
{
    private const int ShownCharacters = 60;

    private readonly ScanBudget _budget;
    private readonly MissingSet _missing;
    private readonly long[] _markers;
    private readonly DistinctSketch _distinct;
    private readonly ValueSample _numberValues;
    private readonly Moments _numberMoments = new();
    private Moments? _moments;
    private ValueSample? _values;

    /// <summary>Makes a scan that has seen nothing.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="budget">How much is remembered.</param>
    /// <param name="said">What somebody says of the column; null when nothing is said.</param>
    /// <param name="earlier">How an earlier version of the table reads it; null when there is none.</param>
    internal ColumnScan(string name, ScanBudget budget, ColumnOverride? said = null, ColumnReading? earlier = null)
    {
        Name = name;
        Said = said;
        Earlier = said?.Type is null ? earlier : null;
        _budget = budget;
        _missing = said?.Missing ?? earlier?.Missing ?? MissingSet.Usual;
        _markers = new long[_missing.Markers.Count];
        _distinct = new DistinctSketch(budget.Hashes);
        _numberValues = new ValueSample(budget.Values);
        Words = new WordTable(budget.Words);
        DayFirst = new DateTrack(DateOrder.DayFirst, budget);
        MonthFirst = new DateTrack(DateOrder.MonthFirst, budget);
        Given = ReadingToTry(said, Earlier, _missing) is { } reading ? new ReadingTrack(reading, budget) : null;
    }

    /// <summary>The column's name.</summary>
    internal string Name { get; }

    /// <summary>What somebody says of the column.</summary>
    internal ColumnOverride? Said { get; }

    /// <summary>How an earlier version reads it, where nobody says otherwise.</summary>
    internal ColumnReading? Earlier { get; }

    /// <summary>What counts as missing.</summary>
    internal MissingSet Missing => _missing;

    /// <summary>Rows seen.</summary>
    internal long Rows { get; private set; }

    /// <summary>Fields that hold a value of whichever kind, infinite numbers included.</summary>
    internal long Present => Rows - _markers.Sum();

    /// <summary>Fields that are plain numbers.</summary>
    internal long Numbers { get; private set; }

    /// <summary>Numbers that are infinite or beyond the range of a float.</summary>
    internal long Infinite { get; private set; }

    /// <summary>Numbers with leading zeros, such as 007.</summary>
    internal long LeadingZeros { get; private set; }

    /// <summary>Whole numbers of so many digits that a double cannot hold them.</summary>
    internal long TooLong { get; private set; }

    /// <summary>A field that is a date in either order, but not the same one; null when none came.</summary>
    internal string? AmbiguousDate { get; private set; }

    /// <summary>The fields as dates with the day first.</summary>
    internal DateTrack DayFirst { get; }

    /// <summary>The fields as dates with the month first.</summary>
    internal DateTrack MonthFirst { get; }

    /// <summary>The formats that unusual numbers may have; null where none fits.</summary>
    internal NumberForms? Forms { get; private set; }

    /// <summary>The fields by a reading that was given; null when none was.</summary>
    internal ReadingTrack? Given { get; }

    /// <summary>The words of the column with their counts: all of them, or the first that came.</summary>
    internal WordTable Words { get; }

    /// <summary>Whether <see cref="Words"/> lacks words.</summary>
    internal bool WordsAreCut { get; private set; }

    /// <summary>Mean and spread of the finite numbers, or of the dates in seconds.</summary>
    internal Moments Moments => _moments ?? _numberMoments;

    /// <summary>The finite numbers, or the dates in seconds.</summary>
    internal ValueSample Values => _values ?? _numberValues;

    /// <summary>The line of the first field that is not a plain number, or 0.</summary>
    internal long FirstWordLine { get; private set; }

    /// <summary>The first field that is not a plain number.</summary>
    internal string? FirstWord { get; private set; }

    /// <summary>A hash of all fields in order: two columns with the same one hold the same.</summary>
    internal ulong Content { get; private set; }

    /// <summary>What the column's reader should know, in sentences; there when the last field has come.</summary>
    internal IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Whether the column may be something else than what it is read as, so that nothing should be concluded from its words.</summary>
    internal bool IsDoubtful { get; private set; }

    /// <summary>The formats that a doubtful column may have.</summary>
    internal IReadOnlyList<string> Offers { get; private set; } = [];

    /// <summary>Missing rows by the marker that said so, only those that came.</summary>
    internal IEnumerable<KeyValuePair<string, long>> Markers => _missing.Markers
        .Select((marker, index) => KeyValuePair.Create(marker, _markers[index])).Where(pair => pair.Value > 0);

    private long TextBytes { get; set; }

    /// <summary>Takes a field into account.</summary>
    /// <param name="field">UTF-8.</param>
    /// <param name="line">The line of its row.</param>
    /// <returns>A hash of the field.</returns>
    internal ulong Add(ReadOnlySpan<byte> field, long line)
    {
        Rows++;
        ReadOnlySpan<byte> text = CellTrim.Of(field);
        int marker = _missing.IndexOf(text);
        if (marker >= 0)
        {
            _markers[marker]++;
            Content = ByteHash.Append(Content, 1);
            return 1;
        }

        ulong hash = ByteHash.Of(text);
        Content = ByteHash.Append(Content, hash);
        TextBytes += text.Length;
        bool isNumber = AddNumber(text, out double number);
        if (!isNumber)
        {
            AddWord(text, line);
        }

        Forms?.Add(text);
        Given?.Add(text, line);
        if (Words.Add(text, hash) == WordTable.Full)
        {
            SpillWords();
            _distinct.Add(isNumber ? ByteHash.Of(number) : hash);
        }

        return hash;
    }

    /// <summary>Decides on the reading, when the last field has come.</summary>
    /// <param name="separator">What stands between the fields of the file.</param>
    /// <exception cref="InvalidException">The fields are not what somebody says they are.</exception>
    internal ColumnSchema Finish(char separator)
    {
        ColumnDecision decision = ColumnDecision.Of(this, separator);
        ColumnReading reading = decision.Reading;
        (_moments, _values) = (decision.Moments, decision.Values);
        bool isPlain = reading is { Type: ColumnType.Numeric, Number: null };
        if (isPlain && Infinite > 0)
        {
            reading = reading with { InfiniteIsMissing = true };
        }

        long distinct = CountDistinct(reading);
        if (decision.IsUndecided)
        {
            reading = reading with { Type = IsCategorical(distinct) ? ColumnType.Categorical : ColumnType.Text };
        }

        Warnings = [.. decision.Warnings, .. ColumnWarnings.Of(this, reading)];
        IsDoubtful = decision.IsDoubtful;
        Offers = decision.Offers;
        return new ColumnSchema(
            Name, reading.Type, Rows - Present + (isPlain ? Infinite : 0), distinct, WordsAreCut && _distinct.IsEstimate, reading.Date?.Order ?? DateOrder.DayFirst)
        {
            Reading = reading.IsUsual && reading.Type != ColumnType.DateTime ? null : reading,
        };
    }

    private static ColumnReading? ReadingToTry(ColumnOverride? said, ColumnReading? earlier, MissingSet missing) => said switch
    {
        { Number: { IsPlain: false } number } => new ColumnReading { Type = ColumnType.Numeric, Missing = missing, Number = number },
        { Date: { } date } => new ColumnReading { Type = ColumnType.DateTime, Missing = missing, Date = date },
        _ => earlier is { Number: not null } or { Type: ColumnType.DateTime } ? earlier with { Missing = missing } : null,
    };

    private bool AddNumber(ReadOnlySpan<byte> text, out double number)
    {
        if (!NumberText.TryParse(text, out number))
        {
            if (!NumberText.IsInfinityWord(text))
            {
                return false;
            }

            number = double.PositiveInfinity;
        }

        Numbers++;
        LeadingZeros += NumberText.HasLeadingZero(text) ? 1 : 0;
        if (!float.IsFinite((float)number))
        {
            Infinite++;
            return true;
        }

        TooLong += NumberText.IsInexactInteger(text, number) ? 1 : 0;
        _numberMoments.Add(number);
        _numberValues.Add(number);
        return true;
    }

    private void AddWord(ReadOnlySpan<byte> text, long line)
    {
        if (FirstWord is null)
        {
            FirstWord = System.Text.Encoding.UTF8.GetString(text.Length > ShownCharacters ? text[..ShownCharacters] : text);
            FirstWordLine = line;
            Forms = LeadingZeros > 0 || Infinite > 0 || WordsAreCut ? null : NumberForms.Begin(text, _budget);
            for (int i = 0; Forms is not null && i < Words.Count; i++)
            {
                Forms.Add(Words.Word(i), Words.CountOf(i));
            }
        }

        if (Forms is { IsAlive: false })
        {
            Forms = null;
        }

        double day = DayFirst.Add(text);
        double month = MonthFirst.Add(text);
        if (AmbiguousDate is null && day != month && day != 0 && month != 0)
        {
            AmbiguousDate = System.Text.Encoding.UTF8.GetString(text);
        }
    }

    // Few words, or words that come again and again, are categories; else they are names, remarks, identifiers.
    private bool IsCategorical(long distinct) => distinct <= 20 || (distinct <= 2000 && distinct * 5 <= Present && TextBytes / Present <= 64);

    private long CountDistinct(ColumnReading reading)
    {
        if (WordsAreCut)
        {
            return _distinct.Count;
        }

        if (reading.Type != ColumnType.Numeric)
        {
            return Words.Count;
        }

        var values = new HashSet<double>();
        for (int i = 0; i < Words.Count; i++)
        {
            if (reading.TryNumber(Words.Word(i), out double value) && float.IsFinite((float)value))
            {
                values.Add(value);
            }
        }

        return values.Count;
    }

    private void SpillWords()
    {
        if (WordsAreCut)
        {
            return;
        }

        WordsAreCut = true;
        for (int i = 0; i < Words.Count; i++)
        {
            _distinct.Add(NumberText.TryParse(Words.Word(i), out double value) ? ByteHash.Of(value) : Words.HashOf(i));
        }
    }
}
