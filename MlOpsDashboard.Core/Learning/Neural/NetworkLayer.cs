namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>A layer as prediction reads it.</summary>
/// <param name="Inputs">Values in.</param>
/// <param name="Outputs">Values out.</param>
/// <param name="Weights">Input by input a weight an output.</param>
/// <param name="Shifts">A shift an output.</param>
internal sealed record NetworkLayer(int Inputs, int Outputs, float[] Weights, float[] Shifts);
