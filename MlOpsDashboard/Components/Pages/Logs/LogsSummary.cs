using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Pages.Logs;

/// <summary>What the kept lines hold, in words.</summary>
internal static class LogsSummary
{
    /// <summary>How many of the kept lines tell of something wrong, as a sentence.</summary>
    /// <param name="errors">Lines of errors.</param>
    /// <param name="warnings">Lines of warnings.</param>
    /// <param name="kept">All lines that are kept.</param>
    public static string Sentence(int errors, int warnings, int kept) => kept == 0
        ? "Nothing was logged yet."
        : $"{Words(errors, "error", "No")} and {Words(warnings, "warning", "no")} {(kept == 1 ? "in" : "among")} {Kept(kept)}.";

    /// <summary>The kept lines themselves.</summary>
    /// <param name="kept">How many they are.</param>
    public static string Kept(int kept) => kept switch
    {
        0 => "no lines",
        1 => "the only line so far",
        _ => $"the last {Display.Count(kept)} lines",
    };

    private static string Words(int count, string word, string none) => count switch
    {
        0 => $"{none} {word}",
        1 => $"1 {word}",
        _ => $"{Display.Count(count)} {word}s",
    };
}
