namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>What scoring the splits of one node needs.</summary>
/// <param name="Gradient">The node's sum of first derivatives.</param>
/// <param name="Hessian">The node's sum of second derivatives.</param>
/// <param name="GradientUnit">What one unit of the packed first derivative is worth.</param>
/// <param name="HessianUnit">What one unit of the packed second derivative is worth.</param>
/// <param name="L1">The penalty on the absolute value of a leaf.</param>
/// <param name="L2">The penalty on the square of a leaf.</param>
/// <param name="MinWeight">The least sum of second derivatives of a side; above 0.</param>
internal readonly record struct SplitTerms(
    float Gradient, float Hessian, float GradientUnit, float HessianUnit, float L1, float L2, float MinWeight);
