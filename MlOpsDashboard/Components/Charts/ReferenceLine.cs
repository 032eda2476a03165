namespace MlOpsDashboard.Components.Charts;

/// <summary>A line across the whole chart that says what a position means: a threshold, a promotion.</summary>
/// <param name="Text">The words beside the line.</param>
/// <param name="At">Its position on the axis that it crosses.</param>
/// <param name="Vertical">True for a moment on the x axis, false for a level on the y axis.</param>
public sealed record ReferenceLine(string Text, double At, bool Vertical = false);
