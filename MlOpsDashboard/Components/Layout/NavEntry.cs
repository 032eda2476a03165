namespace MlOpsDashboard.Components.Layout;

/// <summary>One entry of the navigation.</summary>
/// <param name="Address">Relative to the base address; empty for the overview.</param>
/// <param name="Icon">A name of the Material Symbols font.</param>
/// <param name="Text">The page's name.</param>
public sealed record NavEntry(string Address, string Icon, string Text);
