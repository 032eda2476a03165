using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Turns derivatives into packed fixed-point gradients, see <see cref="HistogramKernel"/>.</summary>
internal static unsafe class PackKernel
{
    /// <summary>Packs, and adds up.</summary>
    /// <param name="gradients">First derivatives.</param>
    /// <param name="hessians">Second derivatives, not negative.</param>
    /// <param name="gradientScale">Units of the first derivative in 1.</param>
    /// <param name="hessianScale">Units of the second derivative in 1; each row has one at least.</param>
    /// <param name="packed">The packed gradients.</param>
    /// <param name="count">How many.</param>
    /// <returns>Their sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Pack(float* gradients, float* hessians, float gradientScale, float hessianScale, long* packed, int count)
    {
        Vector256<long> sum = Vector256<long>.Zero;
        Vector256<float> gradientFactor = Vector256.Create(gradientScale);
        Vector256<float> hessianFactor = Vector256.Create(hessianScale);
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<int> gradient = Vector256.ConvertToInt32(Vector256.Round(Vector256.Load(gradients + i) * gradientFactor));
            Vector256<int> hessian = Vector256.ConvertToInt32(Vector256.Round(Vector256.Load(hessians + i) * hessianFactor));
            hessian = Vector256.Max(hessian, Vector256<int>.One);
            Vector256<long> low = (Vector256.WidenLower(gradient) << 32) + Vector256.WidenLower(hessian);
            Vector256<long> high = (Vector256.WidenUpper(gradient) << 32) + Vector256.WidenUpper(hessian);
            low.Store(packed + i);
            high.Store(packed + i + 4);
            sum += low + high;
        }

        return Vector256.Sum(sum) + PackScalar(gradients + i, hessians + i, gradientScale, hessianScale, packed + i, count - i);
    }

    /// <summary>The plain form of <see cref="Pack"/>.</summary>
    public static long PackScalar(float* gradients, float* hessians, float gradientScale, float hessianScale, long* packed, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            int gradient = (int)MathF.Round(gradients[i] * gradientScale);
            int hessian = Math.Max((int)MathF.Round(hessians[i] * hessianScale), 1);
            packed[i] = ((long)gradient << 32) + hessian;
            sum += packed[i];
        }

        return sum;
    }
}
