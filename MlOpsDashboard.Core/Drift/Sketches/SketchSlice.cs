namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>A stretch of predictions of which there is a sketch.</summary>
/// <param name="Id">Names it.</param>
/// <param name="FirstAt">When the first of them was made.</param>
/// <param name="LastAt">When the last of them was made.</param>
/// <param name="Rows">How many they are.</param>
internal sealed record SketchSlice(string Id, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Rows);
