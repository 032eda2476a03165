using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Scales, shifts and bends a row of values, and keeps the slopes for the way back.</summary>
internal static unsafe class ActivationKernel
{
    // The usual approximation of GELU: x·σ(√(8/π)·(x + 0.044715·x³)) (Hendrycks and Gimpel 2016).
    internal const float Steepness = 1.5957691f;
    internal const float Cubic = 0.044715f;

    /// <summary>Writes f(scale·x + shift) and its slope by its argument.</summary>
    /// <param name="values">The values x.</param>
    /// <param name="scales">A scale each.</param>
    /// <param name="shifts">A shift each.</param>
    /// <param name="gelu">GELU instead of ReLU.</param>
    /// <param name="results">The results.</param>
    /// <param name="slopes">The slopes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bend(float* values, float* scales, float* shifts, bool gelu, float* results, float* slopes, int count)
    {
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> x = (Vector256.Load(values + i) * Vector256.Load(scales + i)) + Vector256.Load(shifts + i);
            if (gelu)
            {
                Vector256<float> square = x * x;
                Vector256<float> inner = x * (Vector256<float>.One + (square * Cubic)) * Steepness;
                Vector256<float> sigma = Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-inner));
                Vector256<float> innerSlope = (Vector256<float>.One + (square * (3 * Cubic))) * Steepness;
                (x * sigma).Store(results + i);
                (sigma + (x * sigma * (Vector256<float>.One - sigma) * innerSlope)).Store(slopes + i);
            }
            else
            {
                Vector256<float> positive = Vector256.GreaterThan(x, Vector256<float>.Zero);
                (positive & x).Store(results + i);
                (positive & Vector256<float>.One).Store(slopes + i);
            }
        }

        BendScalar(values + i, scales + i, shifts + i, gelu, results + i, slopes + i, count - i);
    }

    /// <summary>The plain form of <see cref="Bend"/>.</summary>
    public static void BendScalar(float* values, float* scales, float* shifts, bool gelu, float* results, float* slopes, int count)
    {
        for (int i = 0; i < count; i++)
        {
            float x = (values[i] * scales[i]) + shifts[i];
            (results[i], slopes[i]) = gelu ? Gelu(x) : (x > 0 ? x : 0, x > 0 ? 1 : 0);
        }
    }

    /// <summary>GELU and its slope, as of one value a computation without a vector form.</summary>
    /// <param name="x">The argument.</param>
    internal static (float Value, float Slope) Gelu(float x)
    {
        float sigma = 1 / (1 + MathF.Exp(-(x * (1 + (x * x * Cubic)) * Steepness)));
        float innerSlope = (1 + (x * x * 3 * Cubic)) * Steepness;
        return (x * sigma, sigma + (x * sigma * (1 - sigma) * innerSlope));
    }
}
