namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The plots of another model, whose curves stand dashed beside those that a page is about.</summary>
/// <param name="Own">What the page is about, as in <c>Version 8</c>.</param>
/// <param name="Name">The other model, as in <c>Version 7, in production</c>.</param>
/// <param name="Plots">Its plots.</param>
public sealed record PlotsBeside(string Own, string Name, EvaluationPlots Plots);
