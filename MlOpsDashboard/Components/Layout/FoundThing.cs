namespace MlOpsDashboard.Components.Layout;

/// <summary>Something that the search of the top bar has found.</summary>
/// <param name="Kind">What it is: <c>Page</c>, <c>Model</c>, <c>Data set</c>, <c>Experiment</c> or <c>Run</c>.</param>
/// <param name="Icon">A picture, by a name of <see cref="Controls.AppIcons"/>.</param>
/// <param name="Text">What it is called.</param>
/// <param name="Remark">What tells it from others of its name; empty for nothing.</param>
/// <param name="Address">Where it is.</param>
public sealed record FoundThing(string Kind, string Icon, string Text, string Remark, string Address);
