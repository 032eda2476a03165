namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>A stretch of time up to now that a page can show.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Text">Its name on the page.</param>
/// <param name="Length">How long it is.</param>
public sealed record TimeRange(string Key, string Text, TimeSpan Length)
{
    /// <summary>The last five minutes, second by second as they come.</summary>
    public static TimeRange Live { get; } = new("live", "Live", TimeSpan.FromMinutes(5));

    /// <summary>All of them, the shortest first.</summary>
    public static IReadOnlyList<TimeRange> All { get; } =
    [
        Live,
        new("15m", "15 min", TimeSpan.FromMinutes(15)),
        new("1h", "1 h", TimeSpan.FromHours(1)),
        new("6h", "6 h", TimeSpan.FromHours(6)),
        new("24h", "24 h", TimeSpan.FromHours(24)),
        new("7d", "7 d", TimeSpan.FromDays(7)),
        new("30d", "30 d", TimeSpan.FromDays(30)),
        new("90d", "90 d", TimeSpan.FromDays(90)),
    ];

    /// <summary>The length in words that fit into a sentence.</summary>
    public string Words => this == Live ? "5 min" : Text;

    /// <summary>The range of a name; the live one when there is none of it.</summary>
    /// <param name="key">The name.</param>
    public static TimeRange Find(string? key) => All.FirstOrDefault(range => range.Key == key) ?? Live;
}
