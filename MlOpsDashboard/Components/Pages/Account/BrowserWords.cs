namespace MlOpsDashboard.Components.Pages.Account;

/// <summary>Words for what browsers call themselves: all of them claim to be several others, so the order counts.</summary>
internal static class BrowserWords
{
    private static readonly (string Mark, string Word)[] s_browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Word)[] s_systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>The browser and its system; the beginning of the text where it is no known browser.</summary>
    /// <param name="agent">The text that a browser sends.</param>
    public static string Of(string agent)
    {
        const int Most = 60;
        string? browser = Find(s_browsers, agent);
        string? system = Find(s_systems, agent);
        return browser is null ? agent[..Math.Min(agent.Length, Most)] : system is null ? browser : $"{browser} on {system}";
    }

    private static string? Find((string Mark, string Word)[] known, string agent) =>
        Array.Find(known, pair => agent.Contains(pair.Mark, StringComparison.Ordinal)).Word;
}
