namespace MlOpsDashboard.Components.Shared;

/// <summary>One of the parts that a page is divided into.</summary>
/// <param name="Key">What the address calls it.</param>
/// <param name="Text">What people read.</param>
/// <param name="Count">How many things are in it, shown beside the text; null where that says nothing.</param>
public sealed record PageTab(string Key, string Text, int? Count = null)
{
    /// <summary>The tab that an address names, the first one where it names none of them.</summary>
    /// <param name="tabs">The tabs.</param>
    /// <param name="key">What the address says.</param>
    public static string Shown(IReadOnlyList<PageTab> tabs, string? key)
    {
        ArgumentNullException.ThrowIfNull(tabs);
        return tabs.Any(tab => tab.Key == key) ? key! : tabs[0].Key;
    }
}
