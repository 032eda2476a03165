using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Adds up in double precision, in an order that depends on the count alone.</summary>
internal static unsafe class SumKernel
{
    /// <summary>The sum of absolute values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Absolute(float* values, int count)
    {
        Vector256<double> low = Vector256<double>.Zero;
        Vector256<double> high = Vector256<double>.Zero;
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(Vector256.Abs(Vector256.Load(values + i)));
            low += first;
            high += second;
        }

        return Vector256.Sum(low + high) + AbsoluteScalar(values + i, count - i);
    }

    /// <summary>The plain form of <see cref="Absolute"/>.</summary>
    public static double AbsoluteScalar(float* values, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Math.Abs(values[i]);
        }

        return sum;
    }
}
