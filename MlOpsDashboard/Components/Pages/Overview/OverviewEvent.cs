namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Something that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Status">The tone, as <see cref="Shared.StatusBadge"/> names it.</param>
/// <param name="Kind">One word for what it was about.</param>
/// <param name="Text">What happened, in one sentence.</param>
/// <param name="Address">The page about it.</param>
/// <param name="Actor">Who did it.</param>
public sealed record OverviewEvent(DateTimeOffset At, string Status, string Kind, string Text, string Address, string Actor);
