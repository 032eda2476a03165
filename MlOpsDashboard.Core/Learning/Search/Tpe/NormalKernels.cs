using MathNet.Numerics;

namespace MlOpsDashboard.Core.Learning.Search.Tpe;

/// <summary>Normal kernels, cut off at the bounds of the search.</summary>
/// <param name="centres">Their means.</param>
/// <param name="widths">Their standard deviations.</param>
/// <param name="from">The lower bound.</param>
/// <param name="to">The upper bound.</param>
/// <param name="cell">For discrete values the interval that a coordinate's value stands for, else null.</param>
internal sealed class NormalKernels(
    double[] centres, double[] widths, double from, double to, Func<double, (double From, double To)>? cell) : IKernels
{
    private static readonly double s_rootTwoPi = Math.Sqrt(2 * Math.PI);

    /// <inheritdoc/>
    public double Draw(int kernel, Random random)
    {
        double below = Cumulative(kernel, from);
        double mass = Cumulative(kernel, to) - below;
        double quantile = Math.Clamp(below + (mass * random.NextDouble()), 1e-15, 1 - 1e-15);
        double deviate = -SpecialFunctions.ErfcInv(2 * quantile) * Math.Sqrt(2);
        return Math.Clamp(centres[kernel] + (widths[kernel] * deviate), from, to);
    }

    /// <inheritdoc/>
    public double LogDensity(int kernel, double at)
    {
        double mass = Cumulative(kernel, to) - Cumulative(kernel, from);
        if (cell is not null)
        {
            (double left, double right) = cell(at);
            return Math.Log(Math.Max(Cumulative(kernel, right) - Cumulative(kernel, left), double.Epsilon)) - Math.Log(mass);
        }

        double deviate = (at - centres[kernel]) / widths[kernel];
        return (-0.5 * deviate * deviate) - Math.Log(s_rootTwoPi * widths[kernel] * mass);
    }

    private double Cumulative(int kernel, double at) =>
        0.5 * SpecialFunctions.Erfc((centres[kernel] - at) / (widths[kernel] * Math.Sqrt(2)));
}
