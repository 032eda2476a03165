using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>What a channel sends.</summary>
internal sealed record AlertMessage
{
    /// <summary>Names the message, the same in every attempt, so that a receiver can tell that it came twice.</summary>
    public required string Key { get; init; }

    /// <summary>What happened; null for a test.</summary>
    public AlertEvent? Event { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The sentence.</summary>
    public required string Text { get; init; }

    /// <summary>Where the reader sees more; null when the program does not know its address.</summary>
    public string? Link { get; init; }

    /// <summary>One word for what it is about.</summary>
    public string Word => Event is null ? "test" : SnakeCase.Name(Event.State.ToString());

    /// <summary>The first line.</summary>
    public string Title => $"[{Word}] {Text}";

    /// <summary>What stands below it.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            if (Event is { } item)
            {
                yield return FormattableString.Invariant($"Rule: {item.RuleName} ({SnakeCase.Name(item.Severity.ToString())})");
            }

            yield return FormattableString.Invariant($"Time: {At:yyyy-MM-dd HH:mm:ss} UTC");
            if (Link is { } link)
            {
                yield return $"More: {link}";
            }
        }
    }

    /// <summary>A message of an event.</summary>
    /// <param name="item">What happened.</param>
    /// <param name="key">Names the message.</param>
    /// <param name="publicUrl">The program's address; empty when it is not known.</param>
    public static AlertMessage Of(AlertEvent item, string key, string publicUrl) =>
        new() { Key = key, Event = item, At = item.At, Text = item.Message, Link = Page(publicUrl) };

    /// <summary>A message that only shows that the channel works.</summary>
    /// <param name="key">Names the message.</param>
    /// <param name="at">When.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="publicUrl">The program's address; empty when it is not known.</param>
    public static AlertMessage Test(string key, DateTimeOffset at, string channel, string publicUrl) =>
        new() { Key = key, At = at, Text = $"The channel {channel} works; nothing has happened.", Link = Page(publicUrl) };

    private static string? Page(string publicUrl) => publicUrl.Length == 0 ? null : publicUrl.TrimEnd('/') + "/alerts";
}
