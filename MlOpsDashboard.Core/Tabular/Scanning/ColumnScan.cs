namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Everything that one pass over a column's fields can tell, in bounded memory.</summary>
/// <param name="name">The column's name.</param>
/// <param name="budget">How much is remembered.</param>
internal sealed class ColumnScan(string name, ScanBudget budget)
{
    private readonly long[] _markers = new long[MissingMarkers.All.Count];
    private readonly DistinctSketch _distinct = new(budget.Hashes);
    private long _numbers;
    private long _infinite;
    private long _leadingZeros;
    private readonly DateTrack _dayFirst = new(DateOrder.DayFirst, budget);
    private readonly DateTrack _monthFirst = new(DateOrder.MonthFirst, budget);
    private readonly ValueSample _numberValues = new(budget.Values);
    private readonly Moments _numberMoments = new();
    private DateTrack? _dates;
    private bool _ordersDiffer;
    private long _textBytes;

    /// <summary>The column's name.</summary>
    internal string Name => name;

    /// <summary>Rows seen.</summary>
    internal long Rows { get; private set; }

    /// <summary>Fields that hold a value of whichever kind, infinite numbers included.</summary>
    internal long Present => Rows - _markers.Sum();

    /// <summary>Fields that are numbers.</summary>
    internal long Numbers => _numbers;

    /// <summary>Numbers that are infinite or beyond the range of a float.</summary>
    internal long Infinite => _infinite;

    /// <summary>Numbers with leading zeros, such as 007.</summary>
    internal long LeadingZeros => _leadingZeros;

    /// <summary>Whether every field is a date, but one such as 03/04/2024 can be read in two ways and no other settles it.</summary>
    internal bool DatesAreAmbiguous { get; private set; }

    /// <summary>The words of the column with their counts: all of them, or the first that came.</summary>
    internal WordTable Words { get; } = new(budget.Words);

    /// <summary>Whether <see cref="Words"/> lacks words.</summary>
    internal bool WordsAreCut { get; private set; }

    /// <summary>Mean and spread of the finite numbers, or of the dates in seconds.</summary>
    internal Moments Moments => _dates?.Moments ?? _numberMoments;

    /// <summary>The finite numbers, or the dates in seconds.</summary>
    internal ValueSample Values => _dates?.Values ?? _numberValues;

    /// <summary>The line of the first field that is not a number, or 0.</summary>
    internal long FirstWordLine { get; private set; }

    /// <summary>The first field that is not a number.</summary>
    internal string? FirstWord { get; private set; }

    /// <summary>A hash of all fields in order: two columns with the same one hold the same.</summary>
    internal ulong Content { get; private set; }

    /// <summary>Missing rows by the marker that said so, only those that came.</summary>
    internal IEnumerable<KeyValuePair<string, long>> Markers => MissingMarkers.All
        .Select((marker, index) => KeyValuePair.Create(marker, _markers[index])).Where(pair => pair.Value > 0);

    /// <summary>Takes a field into account.</summary>
    /// <param name="field">UTF-8.</param>
    /// <param name="line">The line of its row.</param>
    /// <returns>A hash of the field.</returns>
    internal ulong Add(ReadOnlySpan<byte> field, long line)
    {
        Rows++;
        ReadOnlySpan<byte> text = MissingMarkers.Trim(field);
        int marker = MissingMarkers.IndexOf(text);
        if (marker >= 0)
        {
            _markers[marker]++;
            Content = ByteHash.Append(Content, 1);
            return 1;
        }

        ulong hash = ByteHash.Of(text);
        Content = ByteHash.Append(Content, hash);
        _textBytes += text.Length;
        bool isNumber = AddNumber(text, out double number);
        if (!isNumber)
        {
            AddWord(text, line);
        }

        if (Words.Add(text, hash) == WordTable.Full)
        {
            SpillWords();
            _distinct.Add(isNumber ? ByteHash.Of(number) : hash);
        }

        return hash;
    }

    /// <summary>Decides on the type, when the last field has come.</summary>
    internal ColumnSchema Finish()
    {
        long present = Present;
        ColumnType type = present == 0 ? ColumnType.Categorical
            : _numbers == present && _leadingZeros == 0 && _infinite < present ? ColumnType.Numeric
            : ColumnType.Text;
        if (type == ColumnType.Text && ChooseDates(present))
        {
            type = ColumnType.DateTime;
        }

        long distinct = CountDistinct(type);
        if (type == ColumnType.Text)
        {
            type = !WordsAreCut && BooleanWords.AreBoolean(Words) ? ColumnType.Boolean
                : IsCategorical(distinct, present) ? ColumnType.Categorical
                : type;
        }

        long infinite = type == ColumnType.Numeric ? _infinite : 0;
        return new ColumnSchema(
            name, type, Rows - present + infinite, distinct, WordsAreCut && _distinct.IsEstimate, _dates?.Order ?? DateOrder.DayFirst);
    }

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

        _numbers++;
        _leadingZeros += NumberText.HasLeadingZero(text) ? 1 : 0;
        if (!float.IsFinite((float)number))
        {
            _infinite++;
            return true;
        }

        _numberMoments.Add(number);
        _numberValues.Add(number);
        return true;
    }

    private void AddWord(ReadOnlySpan<byte> text, long line)
    {
        if (FirstWord is null)
        {
            FirstWord = System.Text.Encoding.UTF8.GetString(text.Length > 60 ? text[..60] : text);
            FirstWordLine = line;
        }

        double day = _dayFirst.Add(text);
        double month = _monthFirst.Add(text);
        _ordersDiffer |= day != month;
    }

    private bool ChooseDates(long present)
    {
        bool day = _dayFirst.Count == present;
        bool month = _monthFirst.Count == present;
        if (day && month && _ordersDiffer)
        {
            DatesAreAmbiguous = true;
            return false;
        }

        _dates = day ? _dayFirst : month ? _monthFirst : null;
        return _dates is not null;
    }

    // Few words, or words that come again and again, are categories; else they are names, remarks, identifiers.
    private bool IsCategorical(long distinct, long present) =>
        distinct <= 20 || (distinct <= 2000 && distinct * 5 <= present && _textBytes / present <= 64);

    private long CountDistinct(ColumnType type)
    {
        if (WordsAreCut)
        {
            return _distinct.Count;
        }

        if (type != ColumnType.Numeric)
        {
            return Words.Count;
        }

        var values = new HashSet<double>();
        for (int i = 0; i < Words.Count; i++)
        {
            if (NumberText.TryParse(Words.Word(i), out double value) && float.IsFinite((float)value))
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
