namespace MlOpsDashboard.Components.Layout;

/// <summary>One entry of the navigation.</summary>
/// <param name="Address">Relative to the base address; empty for the overview.</param>
/// <param name="Icon">A picture, by a name of <see cref="Controls.AppIcons"/>.</param>
/// <param name="Text">The page's name.</param>
/// <param name="Group">What it is for, as a heading above those of the same group; empty for none.</param>
public sealed record NavEntry(string Address, string Icon, string Text, string Group = "");
