using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Batch normalisation (Ioffe and Szegedy 2015) of a panel of 16 columns.</summary>
internal static unsafe class NormKernel
{
    private const float Epsilon = 1e-5f;

    /// <summary>Replaces values by (x − mean)/deviation of their column.</summary>
    /// <param name="values">The first row's 16 values.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="pitch">Elements from a row to the next.</param>
    /// <param name="means">16 means.</param>
    /// <param name="inverses">16 times 1/√(variance + 10⁻⁵).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalise(float* values, int rows, long pitch, float* means, float* inverses)
    {
        for (int half = 0; half < 16; half += 8)
        {
            Vector256<float> sum = default;
            for (int row = 0; row < rows; row++)
            {
                sum += Vector256.Load(values + half + (row * pitch));
            }

            Vector256<float> mean = sum / rows;
            Vector256<float> squares = default;
            for (int row = 0; row < rows; row++)
            {
                Vector256<float> distance = Vector256.Load(values + half + (row * pitch)) - mean;
                squares += distance * distance;
            }

            Vector256<float> inverse = Vector256<float>.One / Vector256.Sqrt((squares / rows) + Vector256.Create(Epsilon));
            for (int row = 0; row < rows; row++)
            {
                float* at = values + half + (row * pitch);
                ((Vector256.Load(at) - mean) * inverse).Store(at);
            }

            mean.Store(means + half);
            inverse.Store(inverses + half);
        }
    }

    /// <summary>The plain form of <see cref="Normalise"/>.</summary>
    public static void NormaliseScalar(float* values, int rows, long pitch, float* means, float* inverses)
    {
        for (int column = 0; column < 16; column++)
        {
            float sum = 0;
            for (int row = 0; row < rows; row++)
            {
                sum += values[column + (row * pitch)];
            }

            float squares = 0;
            for (int row = 0; row < rows; row++)
            {
                float distance = values[column + (row * pitch)] - (sum / rows);
                squares += distance * distance;
            }

            means[column] = sum / rows;
            inverses[column] = 1 / MathF.Sqrt((squares / rows) + Epsilon);
            for (int row = 0; row < rows; row++)
            {
                values[column + (row * pitch)] = (values[column + (row * pitch)] - means[column]) * inverses[column];
            }
        }
    }

    /// <summary>Carries derivatives back through the normalisation.</summary>
    /// <param name="derivatives">By the scaled values; changed into those by the values that were normalised.</param>
    /// <param name="normal">The normalised values.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="pitch">Elements from a row to the next.</param>
    /// <param name="scales">16 scales.</param>
    /// <param name="inverses">16 inverses as <see cref="Normalise"/> gave them.</param>
    /// <param name="scaleGradients">16 derivatives by the scales.</param>
    /// <param name="shiftGradients">16 derivatives by the shifts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Back(float* derivatives, float* normal, int rows, long pitch, float* scales, float* inverses, float* scaleGradients, float* shiftGradients)
    {
        for (int half = 0; half < 16; half += 8)
        {
            Vector256<float> byScale = default;
            Vector256<float> byShift = default;
            for (int row = 0; row < rows; row++)
            {
                Vector256<float> derivative = Vector256.Load(derivatives + half + (row * pitch));
                byShift += derivative;
                byScale += derivative * Vector256.Load(normal + half + (row * pitch));
            }

            byScale.Store(scaleGradients + half);
            byShift.Store(shiftGradients + half);
            Vector256<float> factor = Vector256.Load(scales + half) * Vector256.Load(inverses + half);
            byScale /= rows;
            byShift /= rows;
            for (int row = 0; row < rows; row++)
            {
                float* at = derivatives + half + (row * pitch);
                ((Vector256.Load(at) - byShift - (Vector256.Load(normal + half + (row * pitch)) * byScale)) * factor).Store(at);
            }
        }
    }

    /// <summary>The plain form of <see cref="Back"/>.</summary>
    public static void BackScalar(float* derivatives, float* normal, int rows, long pitch, float* scales, float* inverses, float* scaleGradients, float* shiftGradients)
    {
        for (int column = 0; column < 16; column++)
        {
            float byScale = 0;
            float byShift = 0;
            for (int row = 0; row < rows; row++)
            {
                byShift += derivatives[column + (row * pitch)];
                byScale += derivatives[column + (row * pitch)] * normal[column + (row * pitch)];
            }

            scaleGradients[column] = byScale;
            shiftGradients[column] = byShift;
            for (int row = 0; row < rows; row++)
            {
                float* at = derivatives + column + (row * pitch);
                *at = (*at - (byShift / rows) - (normal[column + (row * pitch)] * (byScale / rows))) * (scales[column] * inverses[column]);
            }
        }
    }
}
