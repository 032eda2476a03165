namespace MlOpsDashboard.Components.Controls;

/// <summary>The label that a <see cref="Field"/> gives to the control in it.</summary>
/// <param name="Id">The element that the label is of.</param>
/// <param name="Text">The label's words.</param>
public sealed record FieldLabel(string Id, string Text);
