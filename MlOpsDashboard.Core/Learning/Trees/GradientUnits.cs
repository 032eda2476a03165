namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>What one unit of a packed gradient's halves is worth.</summary>
/// <param name="Gradient">Of the first derivative.</param>
/// <param name="Hessian">Of the second derivative.</param>
internal readonly record struct GradientUnits(float Gradient, float Hessian);
