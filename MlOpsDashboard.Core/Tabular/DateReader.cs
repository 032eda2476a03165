namespace MlOpsDashboard.Core.Tabular;

/// <summary>Takes a date and a time of day off the front of a text.</summary>
/// <param name="text">UTF-8.</param>
internal ref struct DateReader(ReadOnlySpan<byte> text)
{
    // A year of two digits up to this one is of this century (POSIX strptime).
    private const int LastOfThisCentury = 68;

    private ReadOnlySpan<byte> _rest = text;
    private bool _twoDigitYear;
    private bool _paddedDots;
    private bool _month;
    private bool _offset;
    private bool _dotted;
    private bool _dashed;

    /// <summary>What the text had and lacked, when it has been read.</summary>
    internal readonly DateTraits Traits => new(_twoDigitYear, _paddedDots, _month, _offset, _dotted, _dashed);

    /// <summary>Takes the date; its parts are not checked against the calendar.</summary>
    internal bool ReadDate(DateOrder order, out int year, out int month, out int day)
    {
        year = month = day = 0;
        if (!IsDigit(0))
        {
            return ReadMonthName(out month) && SkipAny(" "u8) && Number(1, 2, out day) && SkipComma() && Number(4, 4, out year);
        }

        int digits = CountDigits();
        if (digits == 8 && _rest.Length > 8 && _rest[8] == (byte)'T')
        {
            return Number(4, 4, out year) && Number(2, 2, out month) && Number(2, 2, out day);
        }

        return digits == 4 ? ReadYearFirst(out year, out month, out day)
            : digits <= 2 && ReadYearLast(order, out year, out month, out day);
    }

    /// <summary>Takes the rest: nothing, or a time of day with or without an offset from UTC.</summary>
    /// <param name="seconds">Seconds to add to the date.</param>
    internal bool ReadTime(out double seconds)
    {
        seconds = 0;
        if (_rest.IsEmpty)
        {
            return true;
        }

        if (!SkipAny("T "u8) || !Number(1, 2, out int hour))
        {
            return false;
        }

        bool colon = Skip((byte)':');
        if (!Number(2, 2, out int minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        double second = 0;
        if ((colon ? Skip((byte)':') : IsDigit(0)) && !ReadSeconds(out second))
        {
            return false;
        }

        if (!ReadHalfOfDay(ref hour) || !ReadOffset(out int offset))
        {
            return false;
        }

        seconds = (hour * 3600) + (minute * 60) + second - offset;
        return _rest.IsEmpty;
    }

    private bool ReadYearFirst(out int year, out int month, out int day)
    {
        month = day = 0;
        if (!Number(4, 4, out year) || _rest.IsEmpty || _rest[0] is not ((byte)'-' or (byte)'/' or (byte)'.'))
        {
            return false;
        }

        byte between = _rest[0];
        _rest = _rest[1..];
        if (!IsDigit(0))
        {
            return ReadMonthName(out month) && Skip(between) && Number(1, 2, out day);
        }

        if (!Number(1, 2, out month))
        {
            return false;
        }

        // A month alone is written with a hyphen; 2024.5 is a number, 2024/5 anything.
        day = 1;
        _month = _rest.IsEmpty && between == (byte)'-';
        return _month || (Skip(between) && Number(1, 2, out day));
    }

    private bool ReadYearLast(DateOrder order, out int year, out int month, out int day)
    {
        year = month = 0;
        int before = CountDigits();
        if (!Number(1, 2, out day) || _rest.IsEmpty)
        {
            return false;
        }

        byte between = _rest[0];
        if (between is not ((byte)'.' or (byte)'/' or (byte)'-' or (byte)' '))
        {
            return false;
        }

        _rest = _rest[1..];
        if (!IsDigit(0))
        {
            return between != (byte)'.' && ReadMonthName(out month) && Skip(between) && ReadYear(out year);
        }

        _paddedDots = before == 2 && between == (byte)'.' && CountDigits() == 2;
        _dotted = between == (byte)'.';
        _dashed = between == (byte)'-';
        if (between == (byte)' ' || !Number(1, 2, out month) || !Skip(between) || !ReadYear(out year))
        {
            return false;
        }

        if (between != (byte)'.' && order == DateOrder.MonthFirst)
        {
            (month, day) = (day, month);
        }

        return true;
    }

    private bool ReadYear(out int year)
    {
        _twoDigitYear = CountDigits() == 2;
        if (!_twoDigitYear)
        {
            return Number(4, 4, out year);
        }

        bool read = Number(2, 2, out year);
        year += year <= LastOfThisCentury ? 2000 : 1900;
        return read;
    }

    private bool ReadSeconds(out double seconds)
    {
        seconds = 0;
        if (!Number(2, 2, out int whole) || whole > 59)
        {
            return false;
        }

        seconds = whole;
        if (Skip((byte)'.') || Skip((byte)','))
        {
            int digits = CountDigits();
            if (digits is 0 or > 9 || !Number(digits, digits, out int fraction))
            {
                return false;
            }

            seconds += fraction / Math.Pow(10, digits);
        }

        return true;
    }

    private bool ReadHalfOfDay(ref int hour)
    {
        ReadOnlySpan<byte> word = _rest.TrimStart((byte)' ');
        bool before = System.Text.Ascii.EqualsIgnoreCase(word, "am"u8);
        if (!before && !System.Text.Ascii.EqualsIgnoreCase(word, "pm"u8))
        {
            return true;
        }

        bool valid = hour is >= 1 and <= 12;
        hour = (hour % 12) + (before ? 0 : 12);
        _rest = [];
        return valid;
    }

    private bool ReadOffset(out int seconds)
    {
        seconds = 0;
        int before = _rest.Length;
        if (_rest.IsEmpty || Skip((byte)'Z'))
        {
            _offset = _rest.Length < before;
            return true;
        }

        _offset = true;
        int sign = Skip((byte)'+') ? 1 : Skip((byte)'-') ? -1 : 0;
        if (sign == 0 || !Number(2, 2, out int hours))
        {
            return false;
        }

        int minutes = 0;
        if ((Skip((byte)':') || !_rest.IsEmpty) && !Number(2, 2, out minutes))
        {
            return false;
        }

        seconds = sign * ((hours * 3600) + (minutes * 60));
        return hours <= 14 && minutes <= 59;
    }

    private bool ReadMonthName(out int month)
    {
        int length = 0;
        while (length < _rest.Length && char.IsAsciiLetter((char)_rest[length]))
        {
            length++;
        }

        ReadOnlySpan<byte> word = _rest[..length];
        _rest = _rest[length..];
        month = MonthNames.Find(word);
        return month > 0;
    }

    private bool SkipComma()
    {
        Skip((byte)',');
        return Skip((byte)' ');
    }

    private bool SkipAny(ReadOnlySpan<byte> bytes)
    {
        if (_rest.IsEmpty || !bytes.Contains(_rest[0]))
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private bool Skip(byte value)
    {
        if (_rest.IsEmpty || _rest[0] != value)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private readonly bool IsDigit(int at) => at < _rest.Length && _rest[at] is >= (byte)'0' and <= (byte)'9';

    private readonly int CountDigits()
    {
        int digits = 0;
        while (IsDigit(digits))
        {
            digits++;
        }

        return digits;
    }

    private bool Number(int least, int most, out int value)
    {
        value = 0;
        int digits = 0;
        while (digits < most && IsDigit(digits))
        {
            value = (value * 10) + _rest[digits++] - '0';
        }

        _rest = _rest[digits..];
        return digits >= least;
    }
}
