namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Something that a person has to look at or to decide.</summary>
/// <param name="Status">The tone, as <see cref="Shared.StatusBadge"/> names it.</param>
/// <param name="Kind">One word for what it is about.</param>
/// <param name="Text">What it is, in one sentence.</param>
/// <param name="Evidence">The figures behind it; empty for none.</param>
/// <param name="Action">What the button says.</param>
/// <param name="Address">Where it leads.</param>
public sealed record AttentionItem(string Status, string Kind, string Text, string Evidence, string Action, string Address);
