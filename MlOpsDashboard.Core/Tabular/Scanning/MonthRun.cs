namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Tells months such as 2024-03 from seasons (2006-07) and codes (4411-12) that are written alike.</summary>
internal sealed class MonthRun
{
    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    private readonly HashSet<int> _months = [];
    private bool _allSeasons = true;
    private bool _implausible;

    /// <summary>Months seen.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether they are likely to be months: of usual years, hardly a gap between them, and not each the year and the next one.</summary>
    internal bool AreLikely => Count > 0 && !_implausible && !_allSeasons && _months.Count > 1 && _months.Count * 2 >= _months.Max() - _months.Min() + 1;

    /// <summary>Takes a month into account.</summary>
    /// <param name="text">UTF-8, as 2024-03.</param>
    /// <param name="seconds">Its first moment in seconds since 1970.</param>
    internal void Add(ReadOnlySpan<byte> text, double seconds)
    {
        Count++;
        DateTime first = DateTime.UnixEpoch.AddSeconds(seconds);
        _months.Add((first.Year * 12) + first.Month);
        _allSeasons &= first.Month == (first.Year + 1) % 100;
        _implausible |= first.Year is < FirstYear or > LastYear || text.Length != 7;
    }
}
